"""A Rocket.Chat small enough to be seen through: one bot, one agent, a few rooms, on a clock that never waits.

What happens there is told by the stream only when a test lets it, in whatever order; REST always tells how things stand.
"""

from __future__ import annotations

import asyncio
import selectors
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rocketchat_bridge import documents, errors, frames
from tests import bridge_samples as samples

AGENT = "agentagentagentag"
#: Seconds that a call is on its way, there and back.
_WAY = 0.004


class _NoWaiting(selectors.SelectSelector):
    """Nothing ever comes from outside; where a loop would wait for a timer, the clock is put forward."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits, and nobody will come"
        self.now += max(0.0, timeout)
        return []


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose hours pass in no time; give it to `asyncio.Runner`."""

    def __init__(self) -> None:
        self._clockwork = _NoWaiting()
        super().__init__(self._clockwork)

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._clockwork.now


@dataclass(slots=True)
class Chat:
    """One room, as the server has it."""

    id: documents.RoomId
    opened_at: datetime
    served_by: str | None = None
    served_since: datetime | None = None
    open: bool = True
    #: Documents, oldest first.
    messages: list[dict[str, Any]] = field(default_factory=list)
    #: Ids of the visitor's messages that were written while the bot, or nobody yet, had the room.
    for_the_bot: set[str] = field(default_factory=set)
    had_agent: bool = False

    @property
    def owed(self) -> list[str]:
        """Messages that the bot must have answered at last, if the room is hers now."""
        since = self.served_since if self.had_agent else self.opened_at
        assert since is not None
        moment = samples.iso(since)
        return [
            each["_id"] for each in self.messages if each["_id"] in self.for_the_bot and each["ts"] >= moment
        ]


class Server:
    """What happens at Rocket.Chat; every deed leaves frames in `stream`."""

    def __init__(self) -> None:
        self.chats: dict[documents.RoomId, Chat] = {}
        self.stream: list[frames.Event] = []
        #: Messages that each of the bot's answers was given to, room by room, in the order they were posted.
        self.answered: dict[documents.RoomId, list[str]] = {}
        #: Messages whose answer was refused, as the room was not the bot's.
        self.refused: set[str] = set()
        self._posted: set[str] = set()
        self._last = samples.OPENED

    def moment(self) -> datetime:
        """The server's time; no two deeds have the same."""
        by_clock = samples.OPENED + timedelta(milliseconds=int(asyncio.get_running_loop().time() * 1000))
        self._last = max(by_clock, self._last + timedelta(milliseconds=1))
        return self._last

    # --- deeds

    def do(self, what: str, chat: Chat) -> None:
        """A deed by its name."""
        match what:
            case "write":
                self.write(chat)
            case "take" if chat.served_by != AGENT:
                self.take(chat)
            case "give back" if chat.served_by != samples.BOT:
                self.give_back(chat)
            case "queue" if chat.served_by is not None:
                self.queue(chat)
            case "close":
                self.close(chat)

    def open(self, chat_id: documents.RoomId) -> None:
        """A visitor opens a room, and routing gives it to the bot."""
        self.chats[chat_id] = Chat(chat_id, self.moment())
        self.answered[chat_id] = []
        self._serve(self.chats[chat_id], samples.BOT)

    def write(self, chat: Chat) -> None:
        """The visitor writes."""
        message = self._say(chat, f"{chat.id}-{len(chat.messages):03}", samples.VISITOR, token=samples.TOKEN)
        if chat.served_by != AGENT:
            chat.for_the_bot.add(message["_id"])

    def take(self, chat: Chat) -> None:
        """The agent takes the room, and says hello."""
        chat.had_agent = True
        self._leave(chat)
        self._serve(chat, AGENT)
        self._say(chat, f"{chat.id}-{len(chat.messages):03}", AGENT)

    def queue(self, chat: Chat) -> None:
        """The room goes back to a queue, where nobody serves it."""
        self._leave(chat)
        chat.served_by = chat.served_since = None

    def give_back(self, chat: Chat) -> None:
        """The room comes to the bot."""
        self._leave(chat)
        self._serve(chat, samples.BOT)

    def close(self, chat: Chat) -> None:
        """The conversation ends."""
        self._say(chat, f"{chat.id}-{len(chat.messages):03}", samples.VISITOR, t="livechat-close")
        self._leave(chat)
        chat.open = False

    def _serve(self, chat: Chat, user: str) -> None:
        chat.served_by, chat.served_since = user, self.moment()
        if user == samples.BOT:
            self._publish(frames.MembershipChanged(action="inserted", room_id=chat.id))
            self._publish(frames.RoomChanged(document=self._document(chat)))

    def _leave(self, chat: Chat) -> None:
        if chat.served_by == samples.BOT:
            self._publish(frames.MembershipChanged(action="removed", room_id=chat.id))

    def _say(self, chat: Chat, message_id: str, author: str, **more: Any) -> dict[str, Any]:
        moment = samples.iso(self.moment())
        message = {
            "_id": message_id,
            "rid": chat.id,
            "msg": message_id,
            "ts": moment,
            "_updatedAt": moment,
            "u": {"_id": author, "username": author},
            **more,
        }
        chat.messages.append(message)
        if chat.served_by == samples.BOT:
            self._publish(frames.MessagePublished(document=message, participant=True))
        return message

    def _publish(self, frame: frames.Event) -> None:
        self.stream.append(frame)

    def _document(self, chat: Chat) -> dict[str, Any]:
        served = {
            "_id": chat.served_by,
            "username": chat.served_by,
            "ts": samples.iso(chat.served_since or chat.opened_at),
        }
        return samples.room_document(
            _id=chat.id,
            ts=samples.iso(chat.opened_at),
            open=chat.open,
            source={"type": "api"},
            servedBy=served if chat.served_by else None,
            lastMessage=chat.messages[-1] if chat.messages else None,
            msgs=len(chat.messages),
            lm=chat.messages[-1]["ts"] if chat.messages else samples.iso(chat.opened_at),
            _updatedAt=samples.iso(self._last),
        )

    # --- REST, as `rocketchat_bridge.rest.Rest` gives it to the bot

    async def get(self, route: str, **parameters: str) -> dict[str, Any]:
        """One GET."""
        await asyncio.sleep(_WAY)
        answer = self._read(route, parameters)
        await asyncio.sleep(_WAY)
        return answer

    async def post(self, route: str, body: dict[str, Any]) -> dict[str, Any]:
        """One POST; the bot only writes."""
        assert route == "chat.sendMessage", route
        await asyncio.sleep(_WAY)
        message = body["message"]
        chat = self.chats[message["rid"]]
        if message["_id"] not in self._posted:
            if not chat.open or chat.served_by != samples.BOT:
                self.refused.add(message["msg"])
                raise errors.Refused(route, 400, "error-not-allowed")
            self._posted.add(message["_id"])
            self.answered[chat.id].append(message["msg"])
            self._say(chat, message["_id"], samples.BOT)
        await asyncio.sleep(_WAY)
        return {}

    def _read(self, route: str, parameters: dict[str, str]) -> dict[str, Any]:
        match route:
            case "livechat/rooms":
                mine = [chat for chat in self.chats.values() if chat.open and chat.served_by == samples.BOT]
                offset = int(parameters["offset"])
                page = mine[offset : offset + int(parameters["count"])]
                return {"rooms": [self._document(chat) for chat in page], "total": len(mine)}
            case "rooms.info":
                return {"room": self._document(self.chats[documents.RoomId(parameters["roomId"])])}
            case "chat.syncMessages":
                chat = self.chats[documents.RoomId(parameters["roomId"])]
                updated = [each for each in chat.messages if each["_updatedAt"] > parameters["lastUpdate"]]
                return {"result": {"updated": updated[::-1], "deleted": []}}
            case "chat.getMessage":
                posted = parameters["msgId"] in self._posted
                return {"message": {"_id": parameters["msgId"]}} if posted else {}
        raise AssertionError(route)
