"""What happens when a conversation is forwarded? The decision table of Rocket.Chat 7.10 to 8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.world import agents, events, messages, routing, users
from sandbox.world.documents import picked

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World


def forward(
    world: World,
    room: Document,
    by: Document,
    *,
    department_id: str | None = None,
    user_id: str | None = None,
    comment: str = "",
    by_kind: str = "agent",
) -> None:
    """Move a room to a department or agent; PlainError carries Rocket.Chat's code when it does not move."""
    if not room.get("open"):
        raise errors.PlainError("This_conversation_is_already_closed")
    if world.visitors.get(room["v"]["_id"]) is None:
        raise errors.PlainError("error-invalid-visitor")
    if room.get("onHold"):
        raise errors.PlainError("error-room-onHold")
    transfer: Document = {
        "transferredBy": {**picked(by, "_id", "username", "name"), "userType": by_kind},
        "ts": world.now(),
        "comment": comment,
    }
    if room.get("departmentId"):
        transfer["previousDepartment"] = room["departmentId"]
    if department_id:
        _to_department(world, room, department_id, user_id, transfer)
    elif user_id:
        _to_agent(world, room, user_id, transfer)
    else:
        raise errors.PlainError("error-forwarding-chat")


def _inquiry(world: World, room: Document) -> Document:
    inquiry = world.inquiries.of_room(room["_id"])
    if inquiry is None:
        raise errors.PlainError("error-transferring-inquiry")
    return inquiry


def _to_agent(world: World, room: Document, user_id: str, transfer: Document) -> None:
    inquiry = _inquiry(world, room)
    agent = world.users.get(user_id)
    if agent is None or not agents.is_online(world, agent):
        raise errors.PlainError("error-user-is-offline")
    old = room.get("servedBy")
    if old and old["_id"] == user_id:
        raise errors.PlainError("error-selected-agent-room-agent-are-same")
    routing.take(world, inquiry, agent)
    transfer.update(scope="agent", transferredTo=users.reference(agent))
    _save_history(world, room, transfer)
    if old:
        routing.remove_member(world, room, old["_id"])
    extra = {"servedBy": room["servedBy"], "oldServedBy": old}
    world.emit(events.Signal(type="LivechatSessionForwarded", room=room, extra=extra))


def _to_department(
    world: World, room: Document, department_id: str, user_id: str | None, transfer: Document
) -> None:
    department = world.departments.get(department_id)
    if department is None or department.get("archived"):
        raise errors.PlainError("error-invalid-department")
    inquiry = _inquiry(world, room)
    old_department_id = room.get("departmentId")
    if old_department_id == department_id:
        raise errors.PlainError("error-forwarding-chat-same-department")
    _check_allowed(world, old_department_id, department_id)
    agent = _agent_of(world, user_id, department_id)
    transfer.update(scope="department", nextDepartment={"_id": department_id, "name": department["name"]})
    signal: Document = {"departmentId": department_id, "oldDepartmentId": old_department_id}
    if _only_queues(world, department):
        _save_history(world, room, transfer)
        routing.unassign(world, inquiry, department_id)
    elif _moved_to_agent(world, room, inquiry, department_id, agent):
        _finish_move(world, room, transfer)
    else:
        _nobody_there(world, room, department, transfer)
        return
    signal["servedBy"] = room.get("servedBy")
    world.emit(events.Signal(type="LivechatSessionForwarded", room=room, extra=signal))


def _check_allowed(world: World, old_department_id: str | None, department_id: str) -> None:
    old = world.departments.get(old_department_id or "")
    allowed = old.get("departmentsAllowedToForward") if old and world.enterprise else None
    if allowed and department_id not in allowed:
        raise errors.PlainError("error-forwarding-department-target-not-allowed")


def _agent_of(world: World, user_id: str | None, department_id: str) -> Document | None:
    if not user_id:
        return None
    agent = world.users.get(user_id)
    if agent is None or not agents.is_online(world, agent):
        raise errors.PlainError("error-user-is-offline")
    if user_id not in world.departments.agents(department_id):
        raise errors.PlainError("error-user-not-belong-to-department")
    return agent


def _only_queues(world: World, department: Document) -> bool:
    """Manual routing, or a department that takes chats while nobody is there."""
    if not routing.assigns_by_itself(world):
        return True
    nobody = not agents.online_in(world, department["_id"])
    return bool(department.get("allowReceiveForwardOffline")) and nobody


def _moved_to_agent(
    world: World, room: Document, inquiry: Document, department_id: str, agent: Document | None
) -> bool:
    """Try to give the room to an agent of the department; False when the former one still serves it."""
    old = room.get("servedBy")
    agent = agent or agents.next_online(world, department_id)
    stays = old is not None and (agent is None or agent["_id"] == old["_id"])
    if stays or world.pretends_nobody_online():
        return False
    routing.change_department(world, room, inquiry, department_id)
    if agent is not None:
        routing.take(world, inquiry, agent)
    return True


def _finish_move(world: World, room: Document, transfer: Document) -> None:
    served_by = room.get("servedBy")
    if served_by:
        agent = world.users.get(served_by["_id"])
        transfer["transferredTo"] = users.reference(agent) if agent else served_by
    _save_history(world, room, transfer)
    for user_id in list(world.subscriptions.of_room(room["_id"])):
        if served_by is None or user_id != served_by["_id"]:
            routing.remove_member(world, room, user_id)


def _nobody_there(world: World, room: Document, department: Document, transfer: Document) -> None:
    fallback = department.get("fallbackForwardDepartment")
    if not fallback or world.pretends_nobody_online():
        raise errors.PlainError("error-no-agents-online-in-department")
    if not world.enterprise:
        # The Community edition answers success and moves nothing.
        return
    _to_department(world, room, fallback, None, {**transfer, "usingFallbackDep": True})


def _save_history(world: World, room: Document, transfer: Document) -> None:
    author = transfer["transferredBy"]
    fallback = transfer.pop("usingFallbackDep", False)
    kind = "livechat_transfer_history_fallback" if fallback else "livechat_transfer_history"
    extra: dict[str, Any] = {"prevDepartment": transfer.get("previousDepartment")} if fallback else {}
    messages.system(world, room, kind, "", author, shows_as_last=True, transferData=transfer, **extra)


def history(world: World, room: Document) -> list[Document]:
    """The transfers of a room, oldest first."""
    return [m["transferData"] for m in world.messages.of_room(room["_id"]) if "transferData" in m]
