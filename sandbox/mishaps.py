"""What may go wrong on the human side while a bot works? Deeds that tests and the control endpoint ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.world import agents, closing, routing, users

if TYPE_CHECKING:
    from sandbox.ddp.gateway import Gateway
    from sandbox.world import World
    from sandbox.world.documents import Document

_REPLIES = frozenset(("chat.sendMessage", "chat.postMessage"))


def visitor_closes(world: World, room: Document) -> None:
    """The citizen ends the conversation."""
    visitor = world.visitors.get(room["v"]["_id"])
    if visitor is not None and room.get("open"):
        closing.by_visitor(world, room, visitor)


def human_takes(world: World, room: Document, username: str) -> None:
    """A human takes the conversation over from whoever serves it."""
    human, inquiry = world.users.named(username), world.inquiries.of_room(room["_id"])
    if human is None or inquiry is None:
        return
    former = list(world.subscriptions.of_room(room["_id"]))
    routing.take(world, inquiry, human)
    for user_id in former:
        if user_id != human["_id"]:
            routing.remove_member(world, room, user_id)


def agent_leaves(gateway: Gateway, user: Document) -> None:
    """An agent stops taking chats, and its connections are cut."""
    agents.set_availability(gateway.world, user, "not-available")
    agents.set_presence(gateway.world, user, "offline")
    gateway.drop_all(user["username"])


def before_carrying_out(gateway: Gateway, path: str, caller: Document | None, params: Any) -> None:
    """Let the human side act first when an agent's or bot's reply arrives and a fault asks for it."""
    plan = gateway.faults.plan
    if not (plan.visitor_closes_on_reply or plan.human_takes_on_reply):
        return
    if path not in _REPLIES or caller is None:
        return
    room_id = params.get("roomId") or params.get("message", {}).get("rid") or ""
    room = gateway.world.rooms.get(room_id)
    if room is None:
        return
    if plan.visitor_closes_on_reply:
        gateway.faults.set(visitor_closes_on_reply=False)
        visitor_closes(gateway.world, room)
    elif users.is_bot(caller):
        gateway.faults.set(human_takes_on_reply="")
        human_takes(gateway.world, room, plan.human_takes_on_reply)
