"""When is a user online, and what happens to the chats of an agent who left?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.world import agents, closing, routing

if TYPE_CHECKING:
    from sandbox.world import World
    from sandbox.world.documents import Document


class Presence:
    """Follows connections; carries out `Livechat_agent_leave_action`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._leaving: dict[str, asyncio.TimerHandle] = {}

    def arrived(self, user: Document) -> None:
        """The user's first connection logged in, or another one did."""
        timer = self._leaving.pop(user["_id"], None)
        if timer:
            timer.cancel()
        agents.set_presence(self._world, user, user["statusDefault"])
        if agents.is_online(self._world, user):
            routing.serve_queue(self._world)

    def left(self, user: Document) -> None:
        """The user's last connection ended."""
        agents.set_presence(self._world, user, "offline")
        if agents.is_agent(user) and self._world.settings["Livechat_agent_leave_action"] != "none":
            delay = self._world.settings["Livechat_agent_leave_action_timeout"]
            loop = asyncio.get_running_loop()
            self._leaving[user["_id"]] = loop.call_later(delay, self._act, user)

    def stop(self) -> None:
        """Forget the agents who left."""
        for timer in self._leaving.values():
            timer.cancel()
        self._leaving.clear()

    def _act(self, user: Document) -> None:
        self._leaving.pop(user["_id"], None)
        served = [
            self._world.rooms.required(s["rid"]) for s in self._world.subscriptions.of_user(user["_id"])
        ]
        for room in served:
            if self._world.settings["Livechat_agent_leave_action"] == "close":
                comment = self._world.settings["Livechat_agent_leave_comment"] or "Agent left"
                closing.by_user(self._world, room, user, comment=comment)
            elif inquiry := self._world.inquiries.of_room(room["_id"]):
                routing.unassign(self._world, inquiry, None)
        routing.serve_queue(self._world)
