"""Routes of agents and managers: who they are, where they work, whether they take chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging
from sandbox.rest.route import delete, get, post
from sandbox.world import agents, routing, users
from sandbox.world.documents import picked

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_ROLES = {"agent": "livechat-agent", "manager": "livechat-manager"}
_MANAGE = {"agent": "manage-livechat-agents", "manager": "manage-livechat-managers"}


def _role(call: Call, kind: str) -> str:
    if kind not in _ROLES:
        raise errors.PlainError("Invalid type")
    if not call.may(_MANAGE[kind]):
        raise errors.MissingPermissionError
    return _ROLES[kind]


def _shown(call: Call, user: Document) -> Document:
    names = [call.world.departments.get(d) for d in call.world.departments.of_agent(user["_id"])]
    shown = picked(user, "_id", "name", "username", "status", "statusLivechat", "emails")
    return {**shown, "livechat": {}, "departments": [d["name"] for d in names if d]}


def _may_list(call: Call, kind: str) -> bool:
    if kind == "agent" and all(map(call.may, ("transfer-livechat-guest", "edit-omnichannel-contact"))):
        return True
    permission = "manage-livechat-agents" if kind == "agent" else "view-livechat-manager"
    return call.may(permission)


def _list(call: Call) -> Document:
    kind = call.path["type"]
    if kind not in _ROLES:
        raise errors.PlainError("Invalid type")
    if not _may_list(call, kind):
        raise errors.MissingPermissionError
    text = (call.params.get("text") or "").lower()
    found = [
        _shown(call, user)
        for user in call.world.users
        if _ROLES[kind] in user["roles"]
        and text in f"{user['name']} {user['username']}".lower()
        and user["_id"] != call.params.get("excludeId")
        and (not call.params.get("onlyAvailable") or agents.is_online(call.world, user))
    ]
    return paging.page(call, "users", found)


def _make(call: Call) -> Document:
    role = _role(call, call.path["type"])
    user = call.world.users.named(call.params["username"])
    if user is None:
        raise errors.MeteorError("error-invalid-user", "Invalid user")
    users.add_role(user, role)
    if role == _ROLES["agent"]:
        user.setdefault("statusLivechat", "available")
        routing.serve_queue(call.world)
    return {"user": {"_id": user["_id"], "username": user["username"]}}


def _of_kind(call: Call) -> tuple[str, Document | None]:
    role = _role(call, call.path["type"])
    user = call.world.users.get(call.path["_id"])
    return role, user if user and role in user["roles"] else None


def _show(call: Call) -> Document:
    _, user = _of_kind(call)
    return {
        "user": picked(user, "_id", "username", "name", "status", "statusLivechat", "emails")
        if user
        else None
    }


def _unmake(call: Call) -> Document:
    role, user = _of_kind(call)
    if user is None:
        raise errors.PlainError("")
    user["roles"].remove(role)
    user.pop("statusLivechat", None)
    return {}


def _set_status(call: Call) -> Document:
    agent_id = call.params.get("agentId") or call.user["_id"]
    agent = call.world.users.get(agent_id)
    if agent is None or not agents.is_agent(agent):
        raise errors.NotFoundError("Agent not found")
    if agent is not call.user and not call.may("manage-livechat-agents"):
        raise errors.MissingPermissionError
    if not agent["active"]:
        raise errors.PlainError("error-user-deactivated")
    wanted = call.params.get("status")
    if wanted not in {"available", "not-available"}:
        wanted = "not-available" if agent.get("statusLivechat") == "available" else "available"
    agents.set_availability(call.world, agent, wanted)
    if wanted == "available":
        routing.serve_queue(call.world)
    return {"status": wanted}


def _departments(call: Call) -> Document:
    agent_id = call.path["agentId"]
    found = []
    for department_id in call.world.departments.of_agent(agent_id):
        department = call.world.departments.get(department_id)
        agent = call.world.departments.agents(department_id)[agent_id]
        if department and (department["enabled"] or call.params.get("enabledDepartmentsOnly") != "true"):
            found.append({**agent, "departmentName": department["name"]})
    return {"departments": found}


def _routing_config(call: Call) -> Document:
    return {"config": routing.config(call.world)}


def _queue(call: Call) -> Document:
    chats: dict[tuple[str, str], int] = {}
    for inquiry in call.world.inquiries:
        room = call.world.rooms.required(inquiry["rid"])
        served_by = room.get("servedBy")
        if served_by:
            key = served_by["_id"], room.get("departmentId") or ""
            chats[key] = chats.get(key, 0) + 1
    found = [_queue_line(call, user_id, department_id, n) for (user_id, department_id), n in chats.items()]
    return paging.page(call, "queue", found)


def _queue_line(call: Call, user_id: str, department_id: str, chats: int) -> Document:
    user, department = call.world.users.get(user_id), call.world.departments.get(department_id)
    return {
        "_id": f"{user_id}-{department_id}",
        "user": picked(user, "_id", "username", "status") if user else None,
        "department": picked(department, "_id", "name") if department else {},
        "chats": chats,
    }


_SEE_ROOM = (("view-l-room",),)

ROUTES = (
    get("livechat/users/:type", _list, schema="isLivechatUsersManagerGETProps"),
    post("livechat/users/:type", _make, schema="isPOSTLivechatUsersTypeProps"),
    get("livechat/users/:type/:_id", _show),
    delete("livechat/users/:type/:_id", _unmake),
    post("livechat/agent.status", _set_status, needs=_SEE_ROOM, schema="isPOSTLivechatAgentStatusProps"),
    get(
        "livechat/agents/:agentId/departments",
        _departments,
        needs=_SEE_ROOM,
        schema="isGETLivechatAgentsAgentIdDepartmentsParams",
    ),
    get("livechat/config/routing", _routing_config),
    get("livechat/queue", _queue, needs=(("view-livechat-queue",),), schema="isGETLivechatQueueParams"),
)
