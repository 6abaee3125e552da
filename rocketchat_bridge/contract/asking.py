"""Calls that need no conversation: entering, refusals, limits, and what differs between versions."""

from __future__ import annotations

import asyncio
import re

from config.told import Told
from rocketchat_bridge import reading
from rocketchat_bridge.admin_errors import AdminError
from rocketchat_bridge.contract.trial import Conversation, Trial, refusal, told

IDS = (
    "rest.login", "rest.login-refused", "rest.unknown-room", "admin.notice", "B2.not-logged-in", "B2.not-permitted",
    "B2.unknown-parameter", "B5.public-limit", "B6.external-frame", "B9.other-channels", "B11.old-transfer", "B11.routing",
)  # fmt: skip

_UNAUTHORIZED, _FORBIDDEN, _BAD, _NOT_FOUND = 401, 403, 400, 404
_FRAME = "Omnichannel_External_Frame_Enabled"
_ROUTING_SINCE = (7, 11)
_OLD_TRANSFER_UNTIL = (8, 0)
#: The first version of each line in which `visitors.info` hides the token (PR #40501).
_TOKEN_HIDDEN = {(7, 10): 12, (7, 13): 8, (8, 0): 6, (8, 1): 5, (8, 2): 4, (8, 3): 4, (8, 4): 2}


async def play(trial: Trial) -> None:
    """Raises errors.BridgeError."""
    await _entering(trial)
    await _refusals(trial)
    await _public_limit(trial)
    await asyncio.to_thread(_external_frame, trial)
    await asyncio.to_thread(_other_channels, trial)
    await _by_version(trial)


async def _entering(trial: Trial) -> None:
    bot = trial.stage.bot
    entered = await trial.caller.call("POST", "login", body={"resume": bot.token})
    data = entered.body.get("data") if entered.good else None
    me = data.get("me") if isinstance(data, dict) else None
    good = isinstance(me, dict) and (me.get("_id"), me.get("username")) == (bot.id, bot.username)
    trial.report.saw("rest.login", good and bool(data and data.get("authToken")), entered.told)
    wrong = await trial.caller.call("POST", "login", body={"resume": "token-que-nao-existe"})
    trial.report.saw("rest.login-refused", wrong.status == _UNAUTHORIZED, wrong.told)
    await _notices(trial)


async def _notices(trial: Trial) -> None:
    """A word to a person, by the administrator's account and by the bot's."""
    place = f"@{trial.stage.human.username}"
    try:
        await asyncio.to_thread(trial.server.tell, place, "aviso do ensaio")
    except AdminError as error:
        trial.report.saw("admin.notice", holds=False, seen=str(error))
    text = {"channel": place, "text": "aviso do ensaio"}
    notice = await refusal(lambda: trial.rest.post("chat.postMessage", text))
    trial.report.saw("admin.notice", notice is None, told(notice))


async def _refusals(trial: Trial) -> None:
    report = trial.report
    nowhere = {"_id": "belacontratoninguem", "rid": "conversaQueNaoExiste", "msg": "para ninguém"}
    lost = await refusal(lambda: trial.rest.post("chat.sendMessage", {"message": nowhere}))
    report.saw("rest.unknown-room", lost is not None, told(lost))
    stranger = await trial.caller.call("GET", "me")
    report.saw(
        "B2.not-logged-in",
        stranger.status == _UNAUTHORIZED and isinstance(stranger.body, dict),
        stranger.told,
    )
    beyond = await trial.as_bot("GET", "livechat/inquiries.list")
    report.saw(
        "B2.not-permitted",
        beyond.status in {_UNAUTHORIZED, _FORBIDDEN} and isinstance(beyond.body, dict),
        beyond.told,
    )
    query = {"roomId": "conversaQueNaoExiste", "parametroInventado": "1"}
    unknown = await trial.as_bot("GET", "livechat/room.join", query=query)
    told_so = "invalid-params" in str(unknown.body)
    report.saw("B2.unknown-parameter", unknown.status == _BAD and told_so, unknown.told)


async def _public_limit(trial: Trial) -> None:
    first, second = [await trial.caller.call("GET", "livechat/config") for _ in range(2)]
    left = [_number(reply.headers.get("X-RateLimit-Remaining")) for reply in (first, second)]
    if left[0] is None or left[1] is None:
        trial.report.cannot_tell("B5.public-limit", "o servidor não limita chamadas públicas agora")
    elif left[1] > left[0]:
        trial.report.cannot_tell("B5.public-limit", "o minuto do limite virou entre as duas chamadas")
    else:
        limit = first.headers.get("X-RateLimit-Limit", "?")
        seen = f"limite {limit}, restavam {left[0]} e depois {left[1]}"
        trial.report.saw("B5.public-limit", left[0] - left[1] == 1, seen)


def _external_frame(trial: Trial) -> None:
    on = trial.server.setting(_FRAME)
    why = "só um navegador de atendente mostra" if on else "o painel externo está desligado"
    trial.report.cannot_tell("B6.external-frame", why)


def _other_channels(trial: Trial) -> None:
    rooms = trial.server.ask(
        Told("a lista de conversas", "the list of conversations"),
        lambda: trial.server.client.call_api_get("livechat/rooms", count=100),
    )
    sources = [room.get("source") or {} for room in rooms.get("rooms") or ()]
    apps = [source for source in sources if source.get("type") == "app"]
    if not apps:
        trial.report.cannot_tell(
            "B9.other-channels", "nenhuma das 100 últimas conversas veio de um aplicativo"
        )
        return
    unread = {
        str(source.get("alias") or source.get("id")) for source in apps if reading.channel(source) == "app"
    }
    trial.report.saw("B9.other-channels", not unread, f"{len(apps)} conversas; sem nome: {sorted(unread)}")


async def _by_version(trial: Trial) -> None:
    version = numbers(trial.report.version)
    routing = await trial.as_bot("GET", "livechat/config/routing")
    exists = routing.status != _NOT_FOUND
    trial.report.saw("B11.routing", exists == (version[:2] >= _ROUTING_SINCE), routing.told)
    body = {"rid": "conversaQueNaoExiste", "token": "ninguem", "department": "nenhum"}
    old = await trial.caller.call("POST", "livechat/room.transfer", body=body)
    exists = old.status != _NOT_FOUND
    trial.report.saw("B11.old-transfer", exists == (version[:2] < _OLD_TRANSFER_UNTIL), old.told)


async def visitor_token(trial: Trial, conversation: Conversation) -> None:
    """Look at what the bot may read of a visitor."""
    visitor_id = (conversation.document.get("v") or {}).get("_id", "")
    reply = await trial.as_bot("GET", "livechat/visitors.info", query={"visitorId": visitor_id})
    if not reply.good:
        trial.report.cannot_tell("B11.visitor-token", f"o robô não pode ler visitantes ({reply.told})")
        return
    shown = "token" in reply.body.get("visitor", {})
    trial.report.saw(
        "B11.visitor-token",
        shown is not hides_token(numbers(trial.report.version)),
        f"token visível: {shown}",
    )


def hides_token(version: tuple[int, ...]) -> bool:
    """Whether `visitors.info` hides the visitor's token in this version."""
    line, patch = version[:2], version[2] if len(version) > 2 else 0  # ruff: ignore[magic-value-comparison] - major, minor, patch
    return line >= (8, 5) or patch >= _TOKEN_HIDDEN.get((line[0], line[1]), patch + 1)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version such as "8.0.0-rc.1"; zeros where there are none."""
    found = [int(number) for number in re.findall(r"\d+", version.partition("-")[0])]
    return tuple((*found, 0, 0, 0)[:3])


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
