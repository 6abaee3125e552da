"""A conversation from the first word to the end, with everything the bridge does in it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from rocketchat_bridge import frames, reading
from rocketchat_bridge.contract import wire
from rocketchat_bridge.contract.trial import Conversation, SceneBroken, Trial, refusal, told
from rocketchat_bridge.rest import patiently

IDS = (
    "realtime.login", "realtime.ready", "realtime.pong", "realtime.membership", "realtime.message", "realtime.echo",
    "realtime.edit", "realtime.visitor-hears", "rest.room", "rest.own-rooms", "rest.send", "rest.send-twice", "rest.message",
    "rest.catch-up", "rest.close", "rest.close-twice", "B1.close-heard", "B3.closed-room", "B7.typing-method",
    "B7.widget-method", "B8.room-updates", "B10.widget-cookie",
)  # fmt: skip

_STREAMS = {
    "messages": ("stream-room-messages", "__my_messages__"),
    "memberships": ("stream-notify-user", "{own}/subscriptions-changed"),
    "rooms": ("stream-notify-user", "{own}/rooms-changed"),
    "logout": ("stream-notify-user", "{own}/force_logout"),
}


async def play(trial: Trial) -> None:
    """Raises SceneBroken, errors.BridgeError."""
    session, url = trial.caller.session, trial.server.url
    token = trial.stage.bot.token
    async with (
        wire.listening(session, url, token=token, patience=trial.patience) as bot,
        wire.listening(session, url, token=None, patience=trial.patience) as visitor,
    ):
        await _begin(trial, bot)
        conversation = await trial.conversation()
        await _opened(trial, conversation, bot)
        await _listen_as_visitor(trial, conversation, visitor)
        written = await _visitor_speaks(trial, conversation, bot)
        await _bot_speaks(trial, conversation, bot, visitor)
        await _visitor_edits(trial, conversation, bot, written)
        await _types(trial, conversation, bot)
        await _ends(trial, conversation, bot)


async def subscribe(trial: Trial, ear: wire.Ear) -> list[str]:
    """Subscribe to the bridge's streams; returns those that did not get ready."""
    for id_, (stream, event) in _STREAMS.items():
        await ear.say(frames.subscribe(id_, stream, event.format(own=trial.stage.bot.id)))
    answers = {id_: await ear.answered(id_) for id_ in _STREAMS}
    return [id_ for id_, answer in answers.items() if (answer or {}).get("msg") != "ready"]


async def _begin(trial: Trial, bot: wire.Ear) -> None:
    login = await bot.answered(frames.LOGIN)
    result = frames.read(orjson.dumps(login)) if login else None
    trial.report.saw("realtime.login", isinstance(result, frames.LoggedIn), f"{type(result).__name__}")
    missing = await subscribe(trial, bot)
    trial.report.saw("realtime.ready", not missing, f"faltam: {', '.join(missing)}" if missing else "")
    await bot.say(frames.PING)
    pong = await bot.first(lambda frame: frame if frame.get("msg") == "pong" else None)
    trial.report.saw("realtime.pong", pong is not None)


async def _opened(trial: Trial, conversation: Conversation, bot: wire.Ear) -> None:
    kind = (conversation.document.get("source") or {}).get("type")
    trial.report.saw("B10.widget-cookie", kind == "widget", f"source.type {kind}")
    inserted = await bot.event(
        lambda event: (
            event
            if isinstance(event, frames.MembershipChanged)
            and (event.action, event.room_id) == ("inserted", conversation.id)
            else None
        )
    )
    trial.report.saw("realtime.membership", inserted is not None, "inserted" if inserted else "nada chegou")
    room = await trial.room(conversation)
    served = room is not None and room.served_by is not None and room.served_by.id == trial.stage.bot.id
    trial.report.saw("rest.room", served and room is not None and room.open, f"atendida pelo robô: {served}")
    if not served:
        raise SceneBroken("o servidor não deu a conversa ao robô do ensaio")
    listed = await patiently(
        lambda: trial.rest.get(
            "livechat/rooms", agents_=trial.stage.bot.id, open="true", count="50", offset="0"
        )
    )
    ids = [each.get("_id") for each in listed.get("rooms") or ()]
    trial.report.saw("rest.own-rooms", ids == [conversation.id], f"{len(ids)} conversas")


async def _listen_as_visitor(trial: Trial, conversation: Conversation, visitor: wire.Ear) -> None:
    """As the widget does: its connection is named, then its room's messages are asked for."""
    setup = {
        "msg": "method",
        "method": "livechat:setUpConnection",
        "id": "setup",
        "params": [{"token": conversation.token}],
    }
    await visitor.say(orjson.dumps(setup).decode())
    result = await visitor.answered("setup")
    works = result is not None and result.get("error") is None
    trial.report.saw("B7.widget-method", works, _error(result))
    proof = {"token": conversation.token, "visitorToken": conversation.token}
    parameters = [conversation.id, {"useCollection": False, "args": [proof]}]
    sub = {"msg": "sub", "id": "own", "name": "stream-room-messages", "params": parameters}
    await visitor.say(orjson.dumps(sub).decode())
    await visitor.answered("own")


async def _visitor_speaks(trial: Trial, conversation: Conversation, bot: wire.Ear) -> dict[str, Any]:
    written = await trial.visitor_writes(conversation, "primeira palavra do ensaio")
    document = await bot.event(lambda event: _of(event, written["_id"]))
    message = reading.message(document) if document else None
    good = message is not None and bool(document and document.get("token") == conversation.token)
    trial.report.saw(
        "realtime.message", good, "chegou e foi lida" if good else f"chegou: {document is not None}"
    )
    changed = await bot.event(
        lambda event: (
            event
            if isinstance(event, frames.RoomChanged)
            and (event.document.get("lastMessage") or {}).get("_id") == written["_id"]
            else None
        )
    )
    trial.report.saw("B8.room-updates", changed is not None, _updates(bot))
    return written


async def _bot_speaks(trial: Trial, conversation: Conversation, bot: wire.Ear, visitor: wire.Ear) -> None:
    message = {
        "_id": f"belacontrato{secrets.token_hex(8)}",
        "rid": conversation.id,
        "msg": "resposta do ensaio",
    }
    since = datetime.now(UTC) - timedelta(minutes=5)
    first = await refusal(lambda: trial.rest.post("chat.sendMessage", {"message": message}))
    trial.report.saw("rest.send", first is None, told(first))
    if first is not None:
        raise SceneBroken("o robô não pôde escrever")
    heard = await visitor.event(lambda event: _of(event, message["_id"]))
    trial.report.saw("realtime.visitor-hears", heard is not None)
    echo = await bot.event(lambda event: _of(event, message["_id"]))
    trial.report.saw("realtime.echo", echo is not None and reading.author_id(echo) == trial.stage.bot.id)
    second = await refusal(lambda: trial.rest.post("chat.sendMessage", {"message": message}))
    history = await _history(trial, conversation, since)
    copies = sum(each.get("msg") == message["msg"] for each in history)
    trial.report.saw("rest.send-twice", copies == 1, f"{copies} na conversa; segunda vez: {told(second)}")
    ids = {each.get("_id") for each in history}
    trial.report.saw("rest.catch-up", message["_id"] in ids, f"{len(history)} mensagens")
    got = await patiently(lambda: trial.rest.get("chat.getMessage", msgId=message["_id"]))
    trial.report.saw("rest.message", (got.get("message") or {}).get("_id") == message["_id"])


async def _history(trial: Trial, conversation: Conversation, since: datetime) -> list[dict[str, Any]]:
    moment = since.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    answer = await patiently(
        lambda: trial.rest.get("chat.syncMessages", roomId=conversation.id, lastUpdate=moment)
    )
    return list((answer.get("result") or {}).get("updated") or ())


async def _visitor_edits(
    trial: Trial, conversation: Conversation, bot: wire.Ear, written: dict[str, Any]
) -> None:
    body = {"token": conversation.token, "rid": conversation.id, "msg": "palavra corrigida do ensaio"}
    reply = await trial.caller.call("PUT", f"livechat/message/{written['_id']}", body=body)
    if not reply.good:
        trial.report.cannot_tell("realtime.edit", f"o servidor não deixa o visitante editar ({reply.told})")
        return
    edited = await bot.event(
        lambda event: found if (found := _of(event, written["_id"])) and found.get("editedAt") else None
    )
    trial.report.saw("realtime.edit", edited is not None)


async def _types(trial: Trial, conversation: Conversation, bot: wire.Ear) -> None:
    await bot.say(frames.activity("typing", conversation.id, trial.stage.bot.username, typing=True))
    result = await bot.answered("typing")
    works = result is not None and result.get("error") is None
    trial.report.saw("B7.typing-method", works, _error(result))


async def _ends(trial: Trial, conversation: Conversation, bot: wire.Ear) -> None:
    body = {"rid": conversation.id, "comment": "fim do ensaio"}
    closed = await refusal(lambda: trial.rest.post("livechat/room.closeByUser", body))
    room = await trial.seen_by_admin(conversation)
    trial.report.saw("rest.close", closed is None and room is not None and not room.open, told(closed))
    heard = await bot.event(
        lambda event: (
            event
            if isinstance(event, frames.MessagePublished)
            and event.document.get("rid") == conversation.id
            and event.document.get("t") == "livechat-close"
            else None
        )
    )
    trial.report.saw(
        "B1.close-heard", heard is not None, f"como participante: {heard.participant}" if heard else ""
    )
    again = await refusal(lambda: trial.rest.post("livechat/room.closeByUser", body))
    trial.report.saw(
        "rest.close-twice", again is not None and again.code == "error-room-already-closed", told(again)
    )
    late = {"_id": f"belacontrato{secrets.token_hex(8)}", "rid": conversation.id, "msg": "depois do fim"}
    after = await refusal(lambda: trial.rest.post("chat.sendMessage", {"message": late}))
    trial.report.saw("B3.closed-room", after is None, told(after))


def _of(event: frames.Event, message_id: str) -> reading.Document | None:
    if isinstance(event, frames.MessagePublished) and event.document.get("_id") == message_id:
        return event.document
    return None


def _updates(bot: wire.Ear) -> str:
    names = [(frame.get("fields") or {}).get("eventName", "") for frame in bot.heard]
    return f"{sum(str(name).endswith('/rooms-changed') for name in names)} avisos rooms-changed até aqui"


def _error(result: dict[str, Any] | None) -> str:
    if result is None:
        return "sem resposta"
    fault = result.get("error")
    return str(fault.get("error")) if isinstance(fault, dict) else "aceito"
