"""Which conversations are there, and how does one begin?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.world import agents, events, inquiries, messages, routing, visitors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sandbox.world.documents import Document
    from sandbox.world.model import World

_DEFAULT_WEIGHT = 99
_NO_ESTIMATE = 9_999_999


class Rooms:
    """Rooms by id and by visitor."""

    def __init__(self) -> None:
        self._by_id: dict[str, Document] = {}
        self._by_visitor: dict[str, list[Document]] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, room_id: str) -> Document | None:
        """The room with this id."""
        return self._by_id.get(room_id)

    def required(self, room_id: str) -> Document:
        """The room with this id; KeyError when there is none."""
        return self._by_id[room_id]

    def of_visitor(self, visitor_id: str) -> Iterable[Document]:
        """A visitor's rooms, oldest first."""
        return self._by_visitor.get(visitor_id, ())

    def open_of_visitor(self, visitor_id: str) -> Document | None:
        """A visitor's open room."""
        return next((room for room in self.of_visitor(visitor_id) if room.get("open")), None)

    def add(self, room: Document) -> None:
        """Store a room."""
        self._by_id[room["_id"]] = room
        self._by_visitor.setdefault(room["v"]["_id"], []).append(room)

    def remove(self, room: Document) -> None:
        """Forget a room."""
        del self._by_id[room["_id"]]
        self._by_visitor[room["v"]["_id"]].remove(room)


def of_visitor(world: World, visitor: Document, room_id: str) -> Document:
    """A visitor's room by id; refuses other people's."""
    room = world.rooms.get(room_id)
    if room is None or room["v"]["_id"] != visitor["_id"]:
        raise errors.PlainError("invalid-room")
    return room


def open_of_visitor(world: World, visitor: Document, room_id: str) -> Document:
    """A visitor's room by id; refuses other people's and closed ones."""
    room = of_visitor(world, visitor, room_id)
    if not room.get("open"):
        raise errors.PlainError("room-closed")
    return room


def find_or_open(
    world: World, visitor: Document, *, source: Document, agent: Document | None = None
) -> tuple[Document, bool]:
    """The visitor's open room, or a new one that is routed at once; the flag tells which."""
    room = world.rooms.open_of_visitor(visitor["_id"])
    if room is not None:
        return room, False
    return _open(world, visitor, source=source, agent=agent), True


def _open(world: World, visitor: Document, *, source: Document, agent: Document | None) -> Document:
    if not world.settings["Livechat_enabled"]:
        raise errors.MeteorError("error-omnichannel-is-disabled", "error-omnichannel-is-disabled")
    department_id = _department_for(world, visitor, agent)
    if agent is not None:
        if not agents.is_online(world, agent):
            raise errors.MeteorError("no-agent-online", "Sorry, no online agents")
    elif not routing.is_open_for_business(world, department_id):
        raise errors.MeteorError("no-agent-online", "Sorry, no online agents")
    room = _new(world, visitor, source=source, department_id=department_id)
    world.rooms.add(room)
    visitor["lastChat"] = {"_id": room["_id"], "ts": room["ts"]}
    messages.system(world, room, "livechat-started", "", visitor, token=visitor["token"])
    inquiry = inquiries.open_for(world, room)
    world.emit(events.Signal(type="LivechatSessionStart", room=room, extra={"departmentId": department_id}))
    routing.queue(world, inquiry, chosen=agent)
    return room


def _department_for(world: World, visitor: Document, agent: Document | None) -> str | None:
    wanted = visitor.get("department")
    if wanted and world.departments.get(wanted):
        return str(wanted)
    visitor.pop("department", None)
    if agent is not None:
        return None
    for department in world.departments:
        if department["enabled"] and department["showOnRegistration"]:
            department_id = str(department["_id"])
            if agents.online_in(world, department_id):
                return department_id
    return None


def _new(world: World, visitor: Document, *, source: Document, department_id: str | None) -> Document:
    now = world.now()
    room: Document = {
        "_id": world.ids.new(),
        "msgs": 0,
        "usersCount": 1,
        "lm": now,
        "fname": visitor.get("name") or visitor["username"],
        "t": "l",
        "ts": now,
        "v": {**_person(visitor), "token": visitor["token"], "status": visitor["status"]},
        "cl": False,
        "open": True,
        "waitingResponse": True,
        "source": source,
        "queuedAt": now,
        "priorityWeight": _DEFAULT_WEIGHT,
        "estimatedWaitingTimeQueue": _NO_ESTIMATE,
        "_updatedAt": now,
    }
    if department_id:
        room["departmentId"] = department_id
    return room


def _person(visitor: Document) -> Document:
    person = visitors.reference(visitor)
    if phone := visitor.get("phone"):
        person["phone"] = phone[0]["phoneNumber"]
    return person
