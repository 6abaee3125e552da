"""One lie for each assumption of the contract, so that every check is seen to fail.

Lies of one group are told at once; each breaks its own assumption and no other, unless the group says what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rocketchat_bridge.contract import handing_over
from tests.integration.contract.lying_proxy import Exchange, Frame, Lie

Answered = Callable[[Exchange], None]


def on(route: str, change: Answered, **asked: Any) -> Answered:
    """Change the exchanges of this route in which these values were asked."""

    def changed(exchange: Exchange) -> None:
        if exchange.route == route and all(
            exchange.asked.get(name) == value for name, value in asked.items()
        ):
            change(exchange)

    return changed


def refused(code: str, status: int = 400) -> Answered:
    return lambda exchange: exchange.refuse(code, status)


def having(name: str, change: Answered) -> Answered:
    return lambda exchange: change(exchange) if name in exchange.asked else None


def by(part_of_name: str, change: Answered) -> Answered:
    return lambda exchange: change(exchange) if part_of_name in exchange.who else None


def put(key: str, value: Any) -> Answered:
    """Replace one part of the answer."""
    return lambda exchange: exchange.body.update({key: value})


def nothing(exchange: Exchange) -> None:
    exchange.accept()


def renamed(code: str) -> Answered:
    """Give another code to a refusal with this one."""

    def change(exchange: Exchange) -> None:
        if exchange.body.get("error") == code:
            exchange.refuse("um-codigo-novo")

    return change


def without(holds: Callable[[Frame], bool]) -> Callable[[Frame], Frame | None]:
    return lambda frame: None if holds(frame) else frame


def event(frame: Frame, name: str) -> list[Any]:
    """The arguments of an event whose name ends so; empty for other frames."""
    fields = frame.get("fields") or {}
    if frame.get("msg") != "changed" or not str(fields.get("eventName")).endswith(name):
        return []
    arguments: list[Any] = fields.get("args", [])
    return arguments


def membership(action: str) -> Callable[[Frame], bool]:
    return lambda frame: event(frame, "/subscriptions-changed")[:1] == [action]


def message(holds: Callable[[dict[str, Any]], bool], to: str = "") -> Callable[[Frame], bool]:
    """Whether it is the message that holds, published under a name that ends so."""

    def test(frame: Frame) -> bool:
        arguments = event(frame, to)
        return frame.get("collection") == "stream-room-messages" and bool(arguments) and holds(arguments[0])

    return test


def method_unknown(id_: str) -> Callable[[Frame], Frame | None]:
    """The method of this id does not exist."""
    error = {"error": 404, "reason": "Method not found"}
    return lambda frame: {**frame, "error": error} if frame.get("id") == id_ else frame


def _without_permission(exchange: Exchange) -> None:
    exchange.body["update"] = [each for each in exchange.body["update"] if each["_id"] != "view-l-room"]


def _agents_away(exchange: Exchange) -> None:
    for agent in exchange.body["users"]:
        agent["statusLivechat"] = "not-available"


def _invented_setting(exchange: Exchange) -> None:
    if "does_not_exist" in exchange.route:
        exchange.accept(_id="x", value=1)


def _nobody_inside(exchange: Exchange) -> None:
    if exchange.route.startswith("GET livechat/department/") and exchange.route.endswith("/agents"):
        exchange.body["agents"] = []


def _twice(exchange: Exchange) -> None:
    exchange.body["result"]["updated"] *= 2


def _fewer_calls_left(exchange: Exchange) -> None:
    left = int(exchange.headers["X-RateLimit-Remaining"])
    exchange.headers["X-RateLimit-Remaining"] = str(1 if left < 9 else 9)


def _smoke_signals(exchange: Exchange) -> None:
    for room in exchange.body["rooms"]:
        room["source"] = {"type": "app", "alias": "Sinal de Fumaça"}


def _from_api(exchange: Exchange) -> None:
    exchange.body["room"]["source"] = {"type": "api"}


def _shown_token(exchange: Exchange) -> None:
    exchange.body["visitor"]["token"] = "segredo"


def _stranger(exchange: Exchange) -> None:
    exchange.body["data"]["me"]["username"] = "outra"


def _closed(exchange: Exchange) -> None:
    exchange.body["room"].pop("open", None)


def _hidden_when_lost(exchange: Exchange) -> None:
    room = exchange.body.get("room", {})
    if "-robo-" in exchange.who and "-pessoa-" in room.get("servedBy", {}).get("username", ""):
        exchange.refuse("um-codigo-novo")


FORWARD = "POST livechat/room.forward"
CLOSE = "POST livechat/room.closeByUser"
SYNC = "GET chat.syncMessages"
SEND = "POST chat.sendMessage"

#: What breaks its own assumption only.
ALONE = (
    Lie(id="admin.agents", after=on("GET livechat/users/agent", _agents_away)),
    Lie(id="admin.departments", after=_nobody_inside),
    Lie(id="admin.permissions", after=on("GET permissions.listAll", _without_permission)),
    Lie(id="admin.settings", after=_invented_setting),
    Lie(id="admin.tokens", before=on("POST users.regeneratePersonalAccessToken", refused("não"))),
    Lie(id="admin.notice", before=by("-robo-", on("POST chat.postMessage", refused("não")))),
    Lie(id="rest.login", after=having("resume", lambda ex: _stranger(ex) if ex.status == 200 else None)),
    Lie(id="rest.login-refused", before=on("POST login", refused("não"), resume="token-que-nao-existe")),
    Lie(id="rest.own-rooms", after=having("agents[]", on("GET livechat/rooms", put("rooms", [])))),
    Lie(id="rest.send-twice", after=on(SYNC, _twice)),
    Lie(id="rest.message", after=on("GET chat.getMessage", put("message", {"_id": "outra"}))),
    Lie(id="rest.departments", after=on("GET livechat/department", put("departments", []), count="100")),
    Lie(id="rest.forward-nobody", after=on(FORWARD, renamed("error-no-agents-online-in-department"))),
    Lie(id="rest.forward-unknown", after=on(FORWARD, renamed("error-invalid-department"))),
    Lie(id="rest.close-twice", after=on(CLOSE, renamed("error-room-already-closed"))),
    Lie(
        id="rest.unknown-room",
        before=having("message", lambda ex: nothing(ex) if "QueNaoExiste" in str(ex.asked) else None),
    ),
    Lie(id="realtime.pong", frame=without(lambda frame: frame.get("msg") == "pong")),
    Lie(id="realtime.membership", frame=without(membership("inserted"))),
    Lie(
        id="realtime.echo",
        frame=without(message(lambda found: found["msg"] == "resposta do ensaio", to="__my_messages__")),
    ),
    Lie(id="realtime.edit", frame=without(message(lambda found: "editedAt" in found))),
    Lie(
        id="realtime.visitor-hears",
        frame=without(
            lambda frame: (
                message(lambda found: found["msg"] == "resposta do ensaio")(frame)
                and not event(frame, "__my_messages__")
            )
        ),
    ),
    Lie(id="B1.close-heard", frame=without(message(lambda found: found.get("t") == "livechat-close"))),
    Lie(
        id="B1.transfer-heard",
        frame=without(message(lambda found: found.get("t") == "livechat_transfer_history")),
    ),
    Lie(id="B2.not-logged-in", after=on("GET me", nothing)),
    Lie(id="B2.not-permitted", after=on("GET livechat/inquiries.list", nothing)),
    Lie(id="B2.unknown-parameter", after=on("GET livechat/room.join", nothing)),
    Lie(
        id="B3.closed-room",
        before=on(SEND, lambda ex: ex.refuse("room-closed") if "depois do fim" in str(ex.asked) else None),
    ),
    Lie(
        id="B4.fallback",
        before=on(
            FORWARD, refused("error-no-agents-online-in-department"), comment=handing_over.FALLBACK_COMMENT
        ),
    ),
    Lie(id="B5.public-limit", after=on("GET livechat/config", _fewer_calls_left)),
    Lie(id="B7.typing-method", frame=method_unknown("typing")),
    Lie(id="B7.widget-method", frame=method_unknown("setup")),
    Lie(id="B8.room-updates", frame=without(lambda frame: bool(event(frame, "/rooms-changed")))),
    Lie(
        id="B9.other-channels",
        after=on(
            "GET livechat/rooms", lambda ex: _smoke_signals(ex) if ex.asked.get("count") == "100" else None
        ),
    ),
    Lie(id="B10.widget-cookie", after=on("GET livechat/room", _from_api)),
    Lie(id="B11.visitor-token", after=on("GET livechat/visitors.info", _shown_token)),
    Lie(id="B11.old-transfer", after=on("POST livechat/room.transfer", refused("invalid-token"))),
    Lie(id="B11.routing", after=on("GET livechat/config/routing", refused("Resource not found", 404))),
)

#: Lies after which a scene cannot go on, or that break more than one; with what else breaks.
TOGETHER: dict[str, tuple[tuple[Lie, ...], frozenset[str]]] = {
    "nothing of what is missed comes": (
        (
            Lie(id="rest.catch-up", after=on(SYNC, put("result", {"updated": [], "deleted": []}))),
            Lie(id="rest.lost-room", after=on("GET rooms.info", _hidden_when_lost)),
            Lie(id="realtime.removal", frame=without(membership("removed"))),
            Lie(
                id="realtime.visitor-closes",
                frame=without(message(lambda found: found.get("t") == "livechat-close")),
            ),
            Lie(id="rest.return", before=on("POST livechat/inquiries.returnAsInquiry", refused("não"))),
        ),
        frozenset({"B1.close-heard", "rest.send-twice"}),
    ),
    "the visitor is not heard": (
        (
            Lie(
                id="realtime.message",
                frame=without(message(lambda found: "token" in found and "t" not in found)),
            ),
            Lie(id="rest.forward-agent", before=having("userId", on(FORWARD, refused("não")))),
        ),
        frozenset({"realtime.edit", "rest.return"}),
    ),
    "nothing is written and nothing handed over": (
        (
            Lie(id="rest.send", before=on(SEND, refused("não"))),
            Lie(
                id="rest.forward",
                before=having("departmentId", on(FORWARD, nothing)),
            ),
        ),
        frozenset(
            {
                "rest.send-twice",
                "rest.message",
                "rest.catch-up",
                "realtime.echo",
                "realtime.edit",
                "realtime.visitor-hears",
                "rest.close",
                "rest.close-twice",
                "B1.close-heard",
                "B3.closed-room",
                "B7.typing-method",
                "rest.forward-nobody",
                "rest.forward-unknown",
                "rest.forward-agent",
                "rest.return",
                "rest.lost-room",
                "realtime.removal",
                "B1.transfer-heard",
            }
        ),
    ),
    "nothing ends, and nobody is let in": (
        (
            Lie(id="rest.close", before=by("-robo-", on(CLOSE, nothing))),
            Lie(id="realtime.login", frame=method_unknown("login")),
            Lie(id="realtime.ready", frame=without(lambda frame: "rooms" in (frame.get("subs") or ()))),
        ),
        frozenset({"rest.close-twice", "B1.close-heard"}),
    ),
    "the room is not shown as it is": (
        (Lie(id="rest.room", after=by("-robo-", on("GET rooms.info", _closed))),),
        frozenset(),
    ),
}
