"""Who serves conversations, and who is online?"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from sandbox.world import events, users

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World


def is_agent(user: Document) -> bool:
    """Whether the account serves conversations."""
    return "livechat-agent" in user["roles"]


def is_online(world: World, user: Document) -> bool:
    """Available, and present; bots are exempt from presence only."""
    if not (is_agent(user) and user["active"] and user.get("statusLivechat") == "available"):
        return False
    if not world.settings["Livechat_enabled_when_agent_idle"] and user["statusConnection"] == "away":
        return False
    return user["status"] != "offline" or users.is_bot(user)


def online_in(world: World, department_id: str | None) -> list[Document]:
    """Online agents of a department, or of the whole server."""
    if department_id is None:
        return [user for user in world.users if is_online(world, user)]
    members = (world.users.get(user_id) for user_id in world.departments.agents(department_id))
    return [user for user in members if user and is_online(world, user)]


def _first(world: World, candidates: list[Document], department_id: str | None) -> Document | None:
    if not candidates:
        return None
    if department_id is None:
        return min(candidates, key=operator.itemgetter("livechatCount", "username"))
    agents = world.departments.agents(department_id)

    def rank(user: Document) -> tuple[Any, ...]:
        agent = agents[user["_id"]]
        return agent["count"], agent["order"], agent["username"]

    return min(candidates, key=rank)


def next_online(world: World, department_id: str | None) -> Document | None:
    """The online agent whose turn it is (Auto_Selection)."""
    return _first(world, online_in(world, department_id), department_id)


def next_bot(world: World, department_id: str | None) -> Document | None:
    """The bot whose turn it is, whether it lives or not; a department's chats go to its own bots only."""
    everyone = world.users if department_id is None else _members(world, department_id)
    bots = [user for user in everyone if users.is_bot(user) and is_agent(user)]
    return _first(world, bots, department_id)


def _members(world: World, department_id: str) -> list[Document]:
    members = (world.users.get(user_id) for user_id in world.departments.agents(department_id))
    return [user for user in members if user]


def count_assignment(world: World, user: Document, department_id: str | None) -> None:
    """Move the agent to the end of the line."""
    user["livechatCount"] += 1
    if department_id and (agent := world.departments.agents(department_id).get(user["_id"])):
        agent["count"] += 1


def set_availability(world: World, user: Document, status: str) -> None:
    """Switch whether the agent takes conversations: available or not-available."""
    user["statusLivechat"] = status
    user["_updatedAt"] = world.now()


def set_presence(world: World, user: Document, status: str) -> None:
    """A user came online, went away, or left; visitors it serves are told."""
    if user["status"] == status:
        return
    user.update(status=status, statusConnection=status, _updatedAt=world.now())
    world.emit(events.PresenceChanged(user=user))
    for subscription in world.subscriptions.of_user(user["_id"]):
        notice: Document = {"type": "agentStatus", "status": status}
        world.emit(events.VisitorNotice(room_id=subscription["rid"], notice=notice))


def shown_to_visitor(world: World, user: Document) -> Document:
    """An agent as the widget sees it."""
    if not world.settings["Livechat_show_agent_info"]:
        return {"hiddenInfo": True}
    shown: Document = {
        "_id": user["_id"],
        "name": user["name"],
        "username": user["username"],
        "status": user["status"],
        "customFields": {},
    }
    if world.settings["Livechat_show_agent_email"]:
        shown["emails"] = [{"address": email["address"]} for email in user["emails"]]
    return shown
