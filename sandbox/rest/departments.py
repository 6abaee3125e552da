"""Routes of departments and who works in them."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import orjson

from sandbox import errors
from sandbox.rest import paging
from sandbox.rest.route import delete, get, post, put
from sandbox.settings import Style
from sandbox.world import departments, routing

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_SEE = (("view-livechat-departments",), ("view-l-room",))
_MANAGE = (("manage-livechat-departments",),)


def _list(call: Call) -> Document:
    params = call.params
    text = (params.get("text") or "").lower()
    own = call.world.departments.of_agent(call.user["_id"])
    found = [
        department
        for department in call.world.departments
        if text in department["name"].lower()
        and department["_id"] != params.get("excludeDepartmentId")
        and ("enabled" not in params or department["enabled"] is (params["enabled"] == "true"))
        and (params.get("onlyMyDepartments") != "true" or department["_id"] in own)
        and (params.get("showArchived") == "true" or not department.get("archived"))
    ]
    return paging.page(call, "departments", sorted(found, key=operator.itemgetter("name")))


def _required(call: Call) -> Document:
    department = call.world.departments.get(call.path["_id"])
    if department is None:
        raise errors.PlainError("error-department-not-found")
    return department


def _with_agents(call: Call, department: Document) -> Document:
    return {
        "department": department,
        "agents": list(call.world.departments.agents(department["_id"]).values()),
    }


def _show(call: Call) -> Document:
    department = call.world.departments.get(call.path["_id"])
    if department is None:
        if call.style is Style.EIGHT:
            raise errors.NotFoundError("Department not found")
        return {"department": None}
    if call.params.get("includeAgents") == "false":
        return {"department": department}
    return _with_agents(call, department)


def _create(call: Call) -> Document:
    if not _creation_allowed(call):
        raise errors.PlainError("error-max-departments-number-reached")
    department = departments.create(call.world, **call.params["department"])
    _set_agents(call, department, call.params.get("agents") or [])
    return _with_agents(call, department)


def _creation_allowed(call: Call) -> bool:
    limit = call.gateway.department_limit
    return limit is None or len(call.world.departments) < limit


def _may_create(call: Call) -> Document:
    return {"isDepartmentCreationAvailable": _creation_allowed(call)}


def _set_agents(call: Call, department: Document, wanted: list[Document]) -> None:
    for item in wanted:
        user = call.world.users.get(item["agentId"])
        if user is None:
            raise errors.PlainError("error-agent-not-found")
        departments.add_agent(
            call.world, department, user, count=item.get("count") or 0, order=item.get("order") or 0
        )
    routing.serve_queue(call.world)


def _update(call: Call) -> Document:
    department = _required(call)
    departments.update(call.world, department, call.params["department"])
    _set_agents(call, department, call.params.get("agents") or [])
    return _with_agents(call, department)


def _remove(call: Call) -> Document:
    departments.remove(call.world, _required(call))
    return {}


def _archive(call: Call) -> Document:
    departments.update(call.world, _required(call), {"archived": True, "enabled": False})
    return {}


def _unarchive(call: Call) -> Document:
    departments.update(call.world, _required(call), {"archived": False})
    return {}


def _agents(call: Call) -> Document:
    found = call.world.departments.agents(_required(call)["_id"]).values()
    return paging.page(call, "agents", found)


def _change_agents(call: Call) -> Document:
    department = _required(call)
    _set_agents(call, department, call.params["upsert"])
    for item in call.params["remove"]:
        departments.remove_agent(call.world, department, item["agentId"])
    return {}


def _autocomplete(call: Call) -> Document:
    try:
        term = orjson.loads(call.params["selector"]).get("term", "").lower()
    except (orjson.JSONDecodeError, AttributeError) as fault:
        raise errors.PlainError("Invalid selector") from fault
    found = [d for d in call.world.departments if term in d["name"].lower()]
    return {"items": [{"_id": d["_id"], "name": d["name"]} for d in found]}


def _list_by_ids(call: Call) -> Document:
    wanted = call.params.get("ids", [])
    found = (call.world.departments.get(i) for i in ([wanted] if isinstance(wanted, str) else wanted))
    return {"departments": [department for department in found if department]}


ROUTES = (
    get("livechat/department", _list, needs=_SEE, schema="isGETLivechatDepartmentProps"),
    post("livechat/department", _create, needs=_MANAGE, schema="isPOSTLivechatDepartmentProps"),
    get(
        "livechat/department.autocomplete",
        _autocomplete,
        needs=_SEE,
        schema="isLivechatDepartmentAutocompleteProps",
    ),
    get("livechat/department.listByIds", _list_by_ids, needs=_SEE),
    get("livechat/department/isDepartmentCreationAvailable", _may_create, needs=_SEE),
    get("livechat/department/:_id", _show, needs=_SEE, schema="isLivechatDepartmentIdProps"),
    put("livechat/department/:_id", _update, needs=_MANAGE, schema="isPOSTLivechatDepartmentProps"),
    delete(
        "livechat/department/:_id",
        _remove,
        needs=(("manage-livechat-departments", "remove-livechat-department"),),
    ),
    post("livechat/department/:_id/archive", _archive, needs=_MANAGE),
    post("livechat/department/:_id/unarchive", _unarchive, needs=_MANAGE),
    get(
        "livechat/department/:_id/agents",
        _agents,
        needs=_SEE,
        schema="isLivechatDepartmentDepartmentIdAgentsGETProps",
    ),
    post(
        "livechat/department/:_id/agents",
        _change_agents,
        needs=(("manage-livechat-departments", "add-livechat-department-agents"),),
        schema="isLivechatDepartmentDepartmentIdAgentsPOSTProps",
    ),
)
