"""Who gets a conversation? Bot assignment, taking, giving back to the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.world import agents, events, inquiries, messages, subscriptions, users

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World

_AUTO = {
    "previewRoom": False,
    "showConnecting": False,
    "showQueue": False,
    "showQueueLink": True,
    "returnQueue": False,
    "enableTriggerAction": True,
    "autoAssignAgent": True,
}
_MANUAL = {
    "previewRoom": True,
    "showConnecting": True,
    "showQueue": True,
    "showQueueLink": False,
    "returnQueue": True,
    "enableTriggerAction": False,
    "autoAssignAgent": False,
}


def config(world: World) -> dict[str, bool]:
    """The routing method's properties, as `livechat/config/routing` shows them."""
    return _MANUAL if world.settings["Livechat_Routing_Method"] == "Manual_Selection" else _AUTO


def assigns_by_itself(world: World) -> bool:
    """Whether the server chooses the agents."""
    return config(world)["autoAssignAgent"]


def is_open_for_business(world: World, department_id: str | None) -> bool:
    """Whether a new chat would be accepted: an agent is online, or a bot stands in."""
    if world.settings["Livechat_accept_chats_with_no_agents"]:
        return True
    if world.settings["Livechat_assign_new_conversation_to_bot"] and agents.next_bot(world, department_id):
        return True
    return bool(agents.online_in(world, department_id))


def queue(world: World, inquiry: Document, *, chosen: Document | None = None) -> None:
    """Route a new or returned conversation: to the chosen agent, a bot, an agent, or the queue."""
    department_id = inquiry.get("department")
    agent = chosen
    if agent is None and world.settings["Livechat_assign_new_conversation_to_bot"]:
        agent = agents.next_bot(world, department_id)
    room = world.rooms.required(inquiry["rid"])
    world.emit(events.Signal(type="LivechatSessionQueued", room=room, extra={}))
    skips_queue = agent is not None and users.is_bot(agent)
    if not assigns_by_itself(world) and not skips_queue:
        inquiries.change(world, inquiry, status="queued", queuedAt=world.now())
        return
    delegate(world, inquiry, agent)


def delegate(world: World, inquiry: Document, agent: Document | None) -> None:
    """Give the conversation to this agent, or to the next one online when it is not; may find nobody."""
    if agent is None or not (agents.is_online(world, agent) or users.is_bot(agent)):
        wanted = inquiry.get("department")
        agent = agents.next_online(world, wanted) if assigns_by_itself(world) else None
    if agent is not None:
        take(world, inquiry, agent)


def take(world: World, inquiry: Document, agent: Document) -> Document:
    """Make the agent serve the room; nothing changes when it does already."""
    room: Document = world.rooms.required(inquiry["rid"])
    served_by = room.get("servedBy")
    if not room.get("open") or (served_by and served_by["_id"] == agent["_id"]):
        return room
    room["servedBy"] = {
        "_id": agent["_id"],
        "username": agent["username"],
        "ts": messages.moment(world, room),
    }
    room["u"] = {"_id": agent["_id"], "username": agent["username"]}
    room.pop("queuedAt", None)
    agents.count_assignment(world, agent, inquiry.get("department"))
    subscriptions.join(world, room, agent)
    messages.system(world, room, "command", "connected", agent)
    messages.system(world, room, "uj", "", agent)
    show_agent(world, room, agent)
    inquiries.change(world, inquiry, status="taken", takenAt=world.now())
    extra = {"departmentId": room.get("departmentId"), "servedBy": room["servedBy"]}
    world.emit(events.Signal(type="LivechatSessionTaken", room=room, extra=extra))
    return room


def show_agent(world: World, room: Document, agent: Document | None) -> None:
    """Tell the visitor who serves the room now; None after the agent went."""
    notice: Document = {"type": "agentData"}
    if agent is not None:
        notice["data"] = agents.shown_to_visitor(world, agent)
    world.emit(events.VisitorNotice(room_id=room["_id"], notice=notice))


def remove_member(world: World, room: Document, user_id: str) -> None:
    """End a user's membership and say so in the room (`ul`)."""
    subscription = world.subscriptions.get(room["_id"], user_id)
    user = world.users.get(user_id)
    if subscription is None or user is None:
        return
    subscriptions.leave(world, room, subscription)
    messages.system(world, room, "ul", user["username"], user)


def unassign(world: World, inquiry: Document, department_id: str | None) -> None:
    """Take the room from its agent and let it wait, in another department if given."""
    room = world.rooms.required(inquiry["rid"])
    if department_id and department_id != room.get("departmentId"):
        change_department(world, room, inquiry, department_id)
    if room.pop("servedBy", None):
        room.pop("u", None)
        for user_id in list(world.subscriptions.of_room(room["_id"])):
            remove_member(world, room, user_id)
        show_agent(world, room, None)
    room["queuedAt"] = world.now()
    inquiries.change(world, inquiry, status="queued", queuedAt=world.now())
    world.emit(events.RoomChanged(change=events.Change.UPDATED, room=room))
    world.emit(events.Signal(type="LivechatSessionQueued", room=room, extra={}))


def change_department(world: World, room: Document, inquiry: Document, department_id: str) -> None:
    """Move room, queue entry and memberships to another department."""
    room["departmentId"] = department_id
    room["_updatedAt"] = world.now()
    inquiries.change(world, inquiry, department=department_id)
    for subscription in world.subscriptions.of_room(room["_id"]).values():
        subscription["department"] = department_id
    world.emit(events.RoomChanged(change=events.Change.UPDATED, room=room))


def serve_queue(world: World) -> None:
    """Give waiting conversations to agents who just came online."""
    if not assigns_by_itself(world):
        return
    for inquiry in world.inquiries.queued():
        delegate(world, inquiry, None)


def return_to_queue(world: World, room: Document, by: Document, department_id: str | None) -> None:
    """An agent gives a room back; with automatic routing it may come back to a bot."""
    if not room.get("open"):
        raise errors.PlainError("room-closed")
    if not room.get("servedBy"):
        raise errors.PlainError("error-returning-inquiry")
    inquiry = world.inquiries.of_room(room["_id"])
    if inquiry is None:
        raise errors.PlainError("error-returning-inquiry")
    transfer = {
        "transferredBy": {**users.reference(by), "userType": "agent"},
        "ts": world.now(),
        "scope": "queue",
        "comment": "",
        "previousDepartment": room.get("departmentId"),
    }
    messages.system(
        world, room, "livechat_transfer_history", "", by, shows_as_last=True, transferData=transfer
    )
    unassign(world, inquiry, department_id)
    if assigns_by_itself(world):
        queue(world, inquiry)
