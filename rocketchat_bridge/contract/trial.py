"""What do the scenes of a trial share? Who acts, how a conversation is opened, and where the report is kept."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rocketchat_bridge import documents, errors, lookup, reading
from rocketchat_bridge.admin import Server
from rocketchat_bridge.contract.report import Report
from rocketchat_bridge.contract.stage import PREFIX, Stage
from rocketchat_bridge.contract.wire import Caller, Reply
from rocketchat_bridge.rest import Rest, patiently

_WIDGET = {"Cookie": "rc_room_type=l; rc_is_widget=t"}


class SceneBroken(Exception):
    """A scene cannot go on; the message tells what was missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A made-up visitor's conversation."""

    id: documents.RoomId
    token: str
    document: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Trial:
    """One trial on one server."""

    server: Server
    stage: Stage
    report: Report
    caller: Caller
    #: The bridge's own calls, as the made-up bot.
    rest: Rest
    #: Seconds that anything may take to arrive.
    patience: float
    _conversations: int = 0

    async def conversation(self) -> Conversation:
        """Open one with the bot; SceneBroken when the server does not give it to the bot."""
        self._conversations += 1
        name = f"{PREFIX} {self.stage.run} {self._conversations}"
        visitor = {"token": f"{PREFIX}-{secrets.token_hex(16)}", "name": name}
        registered = await self.caller.call("POST", "livechat/visitor", body={"visitor": visitor})
        if not registered.good:
            raise SceneBroken(f"o visitante não foi aceito: {registered.told}")
        token = registered.body["visitor"]["token"]
        query = {"token": token, "agentId": self.stage.bot.id}
        opened = await self.caller.call("GET", "livechat/room", query=query, headers=_WIDGET)
        if not opened.good:
            raise SceneBroken(f"a conversa não foi aberta: {opened.told}")
        room = opened.body["room"]
        return Conversation(id=documents.RoomId(room["_id"]), token=token, document=room)

    async def visitor_writes(self, conversation: Conversation, text: str) -> dict[str, Any]:
        """Write as the visitor; SceneBroken when it is refused."""
        body = {"token": conversation.token, "rid": conversation.id, "msg": text}
        reply = await self.caller.call("POST", "livechat/message", body=body)
        if not reply.good:
            raise SceneBroken(f"a mensagem do visitante foi recusada: {reply.told}")
        message: dict[str, Any] = reply.body["message"]
        return message

    async def as_bot(self, method: str, route: str, **options: Any) -> Reply:
        """A request as the bot, without the bridge's layer."""
        return await self.caller.call(method, route, headers=self.stage.bot.headers, **options)

    async def room(self, conversation: Conversation) -> documents.Room | None:
        """The room as the bridge reads it; None when the bot may not see it."""
        return await patiently(lambda: lookup.room(self.rest, conversation.id))

    async def seen_by_admin(self, conversation: Conversation) -> documents.Room | None:
        """The room as the bridge would read it with an administrator's eyes."""
        admin = self.server.client.headers
        headers = {"X-User-Id": str(admin["X-User-Id"]), "X-Auth-Token": str(admin["X-Auth-Token"])}
        query = {"roomId": conversation.id}
        reply = await self.caller.call("GET", "rooms.info", query=query, headers=headers)
        return reading.room(reply.body["room"]) if reply.good else None


async def refusal(call: Callable[[], Awaitable[object]]) -> errors.Refused | None:
    """How the bridge's call was refused; None when it was not."""
    try:
        await patiently(call)
    except errors.Refused as refused:
        return refused
    return None


def told(refused: errors.Refused | None) -> str:
    """A refusal for a report."""
    return "aceito" if refused is None else f"{refused.status} {refused.code}"
