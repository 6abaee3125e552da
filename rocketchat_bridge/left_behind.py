"""Which conversations does a silent bot leave unanswered, and how do they reach people? Asked and done as administrator.

A room whose last word is the citizen's waits for an answer. What was done is looked for in the room itself: the server's yes
proves nothing, and another guard may have been faster.
"""

from __future__ import annotations

import contextlib
import itertools
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from config.told import Told
from rocketchat_bridge import catch_up, documents, guards_word, reading
from rocketchat_bridge.admin import Department, Server
from rocketchat_bridge.admin_errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A room of the bot in which the citizen waits for an answer."""

    room_id: documents.RoomId
    #: The first message that nobody has answered, and when it was written, by the server's clock.
    unanswered: str
    since: datetime
    #: The last word before it: whatever a guard says since then, it says once.
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A room that a guard passed on, and in which it did not live to say so."""

    room_id: documents.RoomId
    #: The department's name; "" where the server tells none.
    department: str
    #: As in `Waiting`: the word gets the id that it would have had.
    after: str


#: Told to the agents with the forward; by it a guard knows again what a guard passed on.
COMMENT: Final = "A Bela está fora do ar: a guarda passou a conversa."


def waiting(server: Server, bot_id: str) -> list[Waiting]:
    """The bot's open rooms in which the last word is the citizen's, the longest waiting first.

    Raises:
        AdminError: the server cannot be asked.
    """
    listed = server.pages(
        Told("a lista de conversas do robô", "the list of the bot's conversations"),
        "livechat/rooms",
        "rooms",
        agents=[bot_id],
        open="true",
    )
    rooms = filter(None, map(reading.room, (each for each in listed if not _spoke_last(each, bot_id))))
    found = (_waiting(server, room) for room in {room.id: room for room in rooms}.values())
    return sorted((each for each in found if each is not None), key=lambda each: each.since)


def untold(server: Server, bot_id: str) -> list[Untold]:
    """The open rooms of others that a guard passed on, where nobody of the team has written since and the guard has not either.

    Raises:
        AdminError: the server cannot be asked.
    """
    listed = server.pages(
        Told("a lista de conversas abertas", "the list of open conversations"),
        "livechat/rooms",
        "rooms",
        open="true",
    )
    rooms = filter(None, map(reading.room, (each for each in listed if _nobody_spoke_last(each))))
    others = [room for room in rooms if room.served_by is None or room.served_by.id != bot_id]
    return [found for room in others if (found := _untold(_history(server, room), room)) is not None]


def pass_on(
    server: Server, room_id: documents.RoomId, *, bot_id: str, departments: Sequence[str]
) -> str | None:
    """Give the room to the first of these departments that takes it; its name, None when nobody can take it now.

    Where somebody else was faster, that counts as done.

    Raises:
        AdminError: the server cannot be asked.
    """
    known = {department.name: department for department in server.departments() if department.enabled}
    for name in filter(known.get, departments):
        _forward(server, room_id, known[name])
        if not _is_the_bots(server, room_id, bot_id):
            return name
    return None


def _forward(server: Server, room_id: documents.RoomId, department: Department) -> None:
    """Ask for it; whether it was done is seen in the room."""
    body = {"roomId": room_id, "departmentId": department.id, "comment": COMMENT}
    with contextlib.suppress(Refused):
        server.ask(
            Told("o encaminhamento", "the hand-off"),
            lambda: server.client.call_api_post("livechat/room.forward", body=body),
        )


def say(server: Server, room_id: documents.RoomId, message_id: documents.MessageId, text: str) -> None:
    """Write into the citizen's room; the same id appears once.

    Raises:
        AdminError: it was not written.
    """
    message = {"_id": message_id, "rid": room_id, "msg": text}
    server.ask(
        Told("a palavra ao cidadão", "the word to the citizen"),
        lambda: server.client.call_api_post("chat.sendMessage", body={"message": message}),
    )


def _spoke_last(document: reading.Document, bot_id: str) -> bool:
    """Whether the bot had the last word, where the server tells it with the room: most rooms need no closer look."""
    last = document.get("lastMessage")
    return isinstance(last, dict) and reading.author_id(last) == bot_id


def _nobody_spoke_last(document: reading.Document) -> bool:
    """Whether the last that happened is the citizen's word, or no word at all, as far as the server tells it with the room."""
    last = document.get("lastMessage")
    visitor = document.get("v")
    if not isinstance(last, dict) or not isinstance(visitor, dict) or last.get("t") is not None:
        return True
    return reading.author_id(last) == visitor.get("_id")


#: What happened in a room with its moment, the newest first.
_History = list[tuple[datetime, reading.Document]]


def _history(server: Server, room: documents.Room) -> _History:
    answer = server.ask(
        Told("a leitura de uma conversa", "reading a conversation"),
        lambda: server.client.call_api_get(
            "chat.syncMessages", roomId=room.id, lastUpdate=reading.iso(room.opened_at)
        ),
    )
    history, _ = catch_up.changes(answer)
    dated = [(moment, each) for each in history if (moment := reading.instant(each.get("ts")))]
    return sorted(dated, key=operator.itemgetter(0), reverse=True)


def _waiting(server: Server, room: documents.Room) -> Waiting | None:
    mine, after = _unanswered(_history(server, room), room)
    if not mine:
        return None
    since, first = mine[-1]
    return Waiting(room_id=room.id, unanswered=str(first.get("_id")), since=since, after=after)


def _unanswered(history: _History, room: documents.Room) -> tuple[_History, str]:
    """What the citizen wrote that nobody has answered, and the id of the last word before it."""
    told = [pair for pair in history if _said(pair[1])]
    mine = list(itertools.takewhile(lambda pair: reading.author_id(pair[1]) == room.visitor.id, told))
    before = told[len(mine) :]
    return mine, str(before[0][1].get("_id")) if before else room.id


def _untold(history: _History, room: documents.Room) -> Untold | None:
    """The last forward, if it is a guard's and only the citizen has written since."""
    since = list(itertools.takewhile(lambda pair: "transferData" not in pair[1], history))
    before = history[len(since) :]
    transfer = before[0][1]["transferData"] if before else None
    spoken = [each for _, each in since if each.get("t") is None]
    if not isinstance(transfer, dict) or transfer.get("comment") != COMMENT:
        return None
    if any(reading.author_id(each) != room.visitor.id for each in spoken):
        return None
    department = transfer.get("nextDepartment")
    name = str(department.get("name") or "") if isinstance(department, dict) else ""
    return Untold(room_id=room.id, department=name, after=_unanswered(before, room)[1])


def _said(document: reading.Document) -> bool:
    """Whether somebody said it to somebody; what the guard itself said answers nothing."""
    return document.get("t") is None and not guards_word.is_one(document)


def _is_the_bots(server: Server, room_id: documents.RoomId, bot_id: str) -> bool:
    answer = server.ask(
        Told("a leitura de uma conversa", "reading a conversation"),
        lambda: server.client.call_api_get("rooms.info", roomId=room_id),
    )
    room = reading.room(answer.get("room") or {})
    return room is not None and room.open and room.served_by is not None and room.served_by.id == bot_id
