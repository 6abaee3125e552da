"""Where do DDP connections arrive, and what happens when they come and go?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox import hooks, journal, traffic
from sandbox.ddp import frames, hub, presence
from sandbox.ddp.call_limits import MethodLimits
from sandbox.ddp.session import Session
from sandbox.world import users

if TYPE_CHECKING:
    from sandbox.faults import Faults
    from sandbox.world import World
    from sandbox.world.documents import Document

_HEARTBEAT = 30.0
_CLOSING_PATIENCE = 1.0
_LARGEST_FRAME = 4 * 1024 * 1024


class Gateway:
    """All DDP connections of a sandbox."""

    def __init__(
        self,
        *,
        world: World,
        faults: Faults,
        journal: journal.Journal,
        hooks: hooks.Hooks,
        rate_limits: bool,
        version: str,
        department_limit: int | None = None,
    ) -> None:
        self.world = world
        self.faults = faults
        self.journal = journal
        self.hooks = hooks
        self.version = version
        self.department_limit = department_limit
        self.hub = hub.Hub()
        self.traffic = traffic.Traffic()
        self.limits = MethodLimits(enabled=rate_limits)
        self._presence = presence.Presence(world)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve `/websocket`."""
        socket = web.WebSocketResponse(timeout=_CLOSING_PATIENCE, compress=False, max_msg_size=_LARGEST_FRAME)
        await socket.prepare(request)
        session = Session(self, socket, request)
        self.hub.sessions[session.id] = session
        self.journal.record(kind=journal.Kind.SOCKET, name="opened", session=session.id)
        await session.run()
        return socket

    async def run_hooks(self, entry: journal.Entry, session: Session) -> None:
        """Run what waits for this frame."""
        due = self.hooks.due(entry)
        if await hooks.run(due, hooks.Moment.BEFORE, entry) is hooks.Outcome.NO_ANSWER:
            session.drop()

    async def keep_alive(self) -> None:
        """Ping every connection now and then, until cancelled."""
        while True:
            await asyncio.sleep(_HEARTBEAT)
            for session in list(self.hub.sessions.values()):
                session.send(frames.PING)

    def logged_in(self, session: Session, user: Document) -> None:
        """A connection belongs to a user now, who thereby comes online."""
        self.logged_out(session)
        session.user = user
        self.hub.bind(session, user["_id"])
        session.rerun()
        self._presence.arrived(user)

    def logged_out(self, session: Session) -> None:
        """A connection belongs to nobody now; the user goes offline with the last one."""
        if session.user is None:
            return
        user, session.user = session.user, None
        self.hub.unbind(session, user["_id"])
        if not self.hub.sessions_of(user["_id"]):
            self._presence.left(user)

    def ended(self, session: Session) -> None:
        """A connection is gone."""
        self.journal.record(
            kind=journal.Kind.SOCKET,
            name="closed",
            user=session.user["username"] if session.user else None,
            session=session.id,
        )
        self.hub.sessions.pop(session.id, None)
        self.limits.forget(session.id)
        self.logged_out(session)
        visitor = self.world.visitors.of_token(session.visitor_token or "")
        if visitor is not None:
            visitor["status"] = "offline"

    def drop_all(self, username: str | None = None) -> int:
        """Cut connections (a user's, or all) without a close frame; tells how many."""
        chosen = self._chosen(username)
        for session in chosen:
            session.drop()
        return len(chosen)

    async def close_all(self, code: int, username: str | None = None) -> int:
        """Close connections (a user's, or all) with this code; tells how many."""
        chosen = self._chosen(username)
        await asyncio.gather(*(session.close(code) for session in chosen))
        return len(chosen)

    def _chosen(self, username: str | None) -> list[Session]:
        if username is None:
            return list(self.hub.sessions.values())
        user = self.world.users.named(username)
        return list(self.hub.sessions_of(user["_id"])) if user else []

    def force_logout(self, user: Document) -> None:
        """End a user's logins; its connections are told and stay, nobody's now."""
        users.log_out_everywhere(self.world, user)
        for session in list(self.hub.sessions_of(user["_id"])):
            self.logged_out(session)

    def stop(self) -> None:
        """Forget what was to happen later."""
        self._presence.stop()
