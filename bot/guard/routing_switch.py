"""How does a guard reach Rocket.Chat? As its administrator, signed in anew for each look that has to change something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import config
from rocketchat_bridge import admin, documents, guards_word, left_behind, routing

Answer = TypeVar("Answer")


class RoutingSwitch:
    """A `guarding.Switch` and `passing_on.Rooms` on the deployment's server; keeps one session while it lasts."""

    def __init__(self, deployment: config.Deployment, *, username: str, password: str) -> None:
        """The account must be allowed to change users and agents."""
        self._deployment = deployment
        self._username = username
        self._password = password
        self._server: admin.Server | None = None

    def is_in(self, bot: str) -> bool:
        """Whether new conversations go to the bot."""
        return self._signed_in(lambda server: routing.is_in(server, bot))

    def take_out(self, bot: str) -> None:
        """Let them go to people."""
        self._signed_in(lambda server: routing.take_out(server, bot))

    def put_back(self, bot: str) -> None:
        """Let them begin with the bot again."""
        self._signed_in(lambda server: routing.put_back(server, bot))

    def waiting(self, bot: str) -> list[left_behind.Waiting]:
        """The bot's rooms in which a citizen waits, the longest waiting first."""
        return self._signed_in(lambda server: left_behind.waiting(server, routing.bot(server, bot).id))

    def pass_on(self, room_id: documents.RoomId, bot: str, departments: Sequence[str]) -> str | None:
        """Give it to the first department that takes it: its name; None when nobody can."""
        return self._signed_in(
            lambda server: left_behind.pass_on(
                server, room_id, bot_id=routing.bot(server, bot).id, departments=departments
            )
        )

    def untold(self, bot: str) -> list[left_behind.Untold]:
        """The rooms that a guard passed on without living to say so."""
        return self._signed_in(lambda server: left_behind.untold(server, routing.bot(server, bot).id))

    def say(self, waiting: left_behind.Waiting | left_behind.Untold, text: str, *, what: str) -> None:
        """Say something there; the same thing once, until somebody has spoken."""
        message_id = guards_word.message_id(waiting.room_id, waiting.after, what)
        self._signed_in(lambda server: left_behind.say(server, waiting.room_id, message_id, text))

    def tell_operators(self, text: str) -> None:
        """Say it in the operators' room, where there is one."""
        room = self._deployment.watching.operators_room
        if room is not None:
            self._signed_in(lambda server: server.tell(room, text))

    def _signed_in(self, work: Callable[[admin.Server], Answer]) -> Answer:
        """Do it in the present session; after any refusal the next work signs in anew."""
        if self._server is None:
            server = admin.Server(self._deployment.rocketchat.url)
            server.sign_in(self._username, self._password)
            self._server = server
        try:
            return work(self._server)
        except Exception:
            # Whatever it was, the session may be spent; it is raised on, and the next work begins with a new one.
            self._server.client.session.close()
            self._server = None
            raise
