"""Which departments are there, and who works in them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.world import events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sandbox.world.documents import Document
    from sandbox.world.model import World


class Departments:
    """Departments by id and name, with their agents."""

    def __init__(self) -> None:
        self._by_id: dict[str, Document] = {}
        self._agents: dict[str, dict[str, Document]] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, department_id: str) -> Document | None:
        """The department with this id."""
        return self._by_id.get(department_id)

    def named(self, name: str) -> Document | None:
        """The department with this name."""
        return next((d for d in self if d["name"] == name), None)

    def add(self, department: Document) -> None:
        """Store a department without agents."""
        self._by_id[department["_id"]] = department
        self._agents[department["_id"]] = {}

    def remove(self, department: Document) -> None:
        """Forget a department and who works in it."""
        del self._by_id[department["_id"]]
        del self._agents[department["_id"]]

    def agents(self, department_id: str) -> dict[str, Document]:
        """The department's agents by user id."""
        return self._agents.get(department_id, {})

    def of_agent(self, user_id: str) -> set[str]:
        """Ids of the departments in which a user works."""
        return {department_id for department_id, agents in self._agents.items() if user_id in agents}


def create(world: World, *, name: str, agents: Iterable[Document] = (), **fields: Any) -> Document:
    """Add a department with these users as its agents."""
    department: Document = {
        "_id": world.ids.new(),
        "name": name,
        "enabled": True,
        "description": "",
        "email": "",
        "showOnRegistration": True,
        "showOnOfflineForm": True,
        "requestTagBeforeClosingChat": False,
        "chatClosingTags": [],
        "offlineMessageChannelName": "",
        "numAgents": 0,
        "departmentsAllowedToForward": [],
        "fallbackForwardDepartment": "",
        "allowReceiveForwardOffline": False,
        **fields,
        "type": "d",
        "_updatedAt": world.now(),
    }
    world.departments.add(department)
    for user in agents:
        add_agent(world, department, user)
    return department


def update(world: World, department: Document, fields: Document) -> None:
    """Change a department's fields; its agents learn whether it is enabled."""
    department.update(fields, _updatedAt=world.now())
    for agent in world.departments.agents(department["_id"]).values():
        agent["departmentEnabled"] = department["enabled"]


def add_agent(
    world: World, department: Document, user: Document, *, count: int = 0, order: int = 0
) -> Document:
    """Let a user work in a department; known agents get the new count and order."""
    agents = world.departments.agents(department["_id"])
    known = agents.get(user["_id"])
    agent: Document = {
        "_id": known["_id"] if known else world.ids.new(),
        "departmentId": department["_id"],
        "departmentEnabled": department["enabled"],
        "agentId": user["_id"],
        "username": user["username"],
        "count": count,
        "order": order,
        "_updatedAt": world.now(),
    }
    agents[user["_id"]] = agent
    department["numAgents"] = len(agents)
    _tell(world, agent, "updated" if known else "inserted")
    return agent


def remove_agent(world: World, department: Document, user_id: str) -> None:
    """End a user's work in a department."""
    agent = world.departments.agents(department["_id"]).pop(user_id, None)
    if agent:
        department["numAgents"] -= 1
        _tell(world, agent, "removed")


def _tell(world: World, agent: Document, action: str) -> None:
    notice = {
        "action": action,
        "agentId": agent["agentId"],
        "departmentId": agent["departmentId"],
        "departmentEnabled": agent["departmentEnabled"],
        "username": agent["username"],
    }
    world.emit(events.UserNotice(user_id=agent["agentId"], name="departmentAgentData", args=[notice]))


def remove(world: World, department: Document) -> None:
    """Delete a department; its rooms lose their `departmentId`."""
    if not world.settings["Omnichannel_enable_department_removal"]:
        raise errors.PlainError("error-department-removal-disabled")
    for user_id in list(world.departments.agents(department["_id"])):
        remove_agent(world, department, user_id)
    world.departments.remove(department)
    for room in world.rooms:
        if room.get("departmentId") == department["_id"]:
            del room["departmentId"]
