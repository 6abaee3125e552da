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


def waiting(server: Server, bot_id: str) -> list[Waiting]:
    """The bot's open rooms in which the last word is the citizen's, the longest waiting first.

    Raises:
        AdminError: the server cannot be asked.
    """
    listed = server.pages(
        "a lista de conversas do robô", "livechat/rooms", "rooms", agents=[bot_id], open="true"
    )
    rooms = filter(None, map(reading.room, (each for each in listed if not _spoke_last(each, bot_id))))
    found = (_waiting(server, room) for room in {room.id: room for room in rooms}.values())
    return sorted((each for each in found if each is not None), key=lambda each: each.since)


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
    body = {"roomId": room_id, "departmentId": department.id}
    with contextlib.suppress(Refused):
        server.ask(
            "o encaminhamento", lambda: server.client.call_api_post("livechat/room.forward", body=body)
        )


def say(server: Server, room_id: documents.RoomId, message_id: documents.MessageId, text: str) -> None:
    """Write into the citizen's room; the same id appears once.

    Raises:
        AdminError: it was not written.
    """
    message = {"_id": message_id, "rid": room_id, "msg": text}
    server.ask(
        "a palavra ao cidadão",
        lambda: server.client.call_api_post("chat.sendMessage", body={"message": message}),
    )


def _spoke_last(document: reading.Document, bot_id: str) -> bool:
    """Whether the bot had the last word, where the server tells it with the room: most rooms need no closer look."""
    last = document.get("lastMessage")
    return isinstance(last, dict) and reading.author_id(last) == bot_id


def _waiting(server: Server, room: documents.Room) -> Waiting | None:
    answer = server.ask(
        "a leitura de uma conversa",
        lambda: server.client.call_api_get(
            "chat.syncMessages", roomId=room.id, lastUpdate=reading.iso(room.opened_at)
        ),
    )
    history, _ = catch_up.changes(answer)
    dated = [
        (moment, each) for each in history if (moment := reading.instant(each.get("ts"))) and _said(each)
    ]
    told = sorted(dated, key=operator.itemgetter(0), reverse=True)
    mine = list(itertools.takewhile(lambda pair: reading.author_id(pair[1]) == room.visitor.id, told))
    if not mine:
        return None
    since, first = mine[-1]
    before = told[len(mine) :]
    after = str(before[0][1].get("_id")) if before else room.id
    return Waiting(room_id=room.id, unanswered=str(first.get("_id")), since=since, after=after)


def _said(document: reading.Document) -> bool:
    """Whether somebody said it to somebody; what the guard itself said answers nothing."""
    return document.get("t") is None and not guards_word.is_one(document)


def _is_the_bots(server: Server, room_id: documents.RoomId, bot_id: str) -> bool:
    answer = server.ask(
        "a leitura de uma conversa", lambda: server.client.call_api_get("rooms.info", roomId=room_id)
    )
    room = reading.room(answer.get("room") or {})
    return room is not None and room.open and room.served_by is not None and room.served_by.id == bot_id
