"""Where Bela is killed: the sandbox here, Bela in a process of its own, and between them traps that spring once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

import psycopg

from crm_sync import registry
from sandbox import Sandbox, hooks, journal
from sandbox.world import events, forwarding, messages
from tests.bela_process import BelaProcess
from tests.polling import until

HUMAN = "bruno.atendimento"
HUMAN_GREETING = "Olá, sou o Bruno. Vi o resumo. Como está agora?"
_WAITING = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
_OF_ROOM = "join encounter on encounter.id = encounter_id where encounter.room_id = %s"


class Stage:
    """Everything that the moments of death need."""

    def __init__(
        self, *, box: Sandbox, bela: BelaProcess, people: registry.Registry, database_url: str
    ) -> None:
        self.box = box
        self.bela = bela
        self.people = people
        self._database_url = database_url
        #: How often Bela was killed since the last `reset`.
        self.kills = 0
        self._traps: list[asyncio.Task[None]] = []
        #: Messages of citizens to come until Bela is killed.
        self._to_come = 0
        box.world.listen(self._greet)
        box.world.listen(self._count)

    async def reset(self) -> None:
        """No trap waits, Bela runs, and nobody was killed yet."""
        self.box.hooks.clear()
        for trap in self._traps:
            trap.cancel()
            with suppress(asyncio.CancelledError):
                await trap
        self._traps = []
        self._to_come = 0
        if not self.bela.running:
            assert await self.bela.start(), self.bela.said()
        self.kills = 0

    # --- the blow

    def kill(self) -> None:
        """Bela is gone at once, without a last word."""
        self.bela.kill()
        self.kills += 1

    def kill_when(
        self,
        matches: Callable[[journal.Entry], bool],
        *,
        nth: int = 1,
        moment: hooks.Moment = hooks.Moment.BEFORE,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Kill when the n-th such entry arrives: nobody waits for its answer any more."""

        def strike(_entry: journal.Entry) -> hooks.Outcome:
            self.kill()
            then()
            return hooks.Outcome.NO_ANSWER

        self.box.hooks.when(matches, strike, nth=nth, moment=moment)

    def kill_at(self, path: str, **how) -> None:
        """Kill at a REST request of Bela's to this path; takes the arguments of `kill_when`."""
        self.kill_when(hooks.request_of("bela", path=path), **how)

    def kill_when_published(self, nth: int) -> None:
        """Kill as soon as the n-th message of a citizen is written to the sockets."""
        self._to_come = nth

    def _count(self, event: events.Event) -> None:
        if isinstance(event, events.MessageSaved) and event.new and "token" in event.message:
            self._to_come -= 1
            if self._to_come == 0:
                self.spring(self._kill_once_written())

    async def _kill_once_written(self) -> None:
        # ruff: ignore[async-busy-wait] - the loop's next turns write them
        while any(session._outbox for session in self.box.gateway.hub.sessions.values()):
            await asyncio.sleep(0)
        self.kill()

    # --- the database

    async def lock(self, statement: str, *parameters: str) -> psycopg.AsyncConnection:
        """A connection that keeps a lock until it is closed."""
        connection = await psycopg.AsyncConnection.connect(self._database_url)
        await connection.execute(statement.encode(), parameters)
        return connection

    async def lock_conversation(self, room_id: str) -> psycopg.AsyncConnection:
        """No step of this room can be written until the connection is closed."""
        return await self.lock(f"select from conversation {_OF_ROOM} for update of conversation", room_id)

    async def lock_outgoing(self, room_id: str) -> psycopg.AsyncConnection:
        """Nothing decided in this room can be marked as sent until the connection is closed."""
        return await self.lock(f"select from outgoing {_OF_ROOM} for update of outgoing", room_id)

    async def statements_wait(self, number: int) -> None:
        """Return once so many statements wait for a lock."""

        async def holds() -> bool:
            return await self.number(f"select count(*) {_WAITING}") >= number

        await until(holds, within=30)

    async def cancel_waiting(self) -> None:
        """What waits for a lock is never carried out."""
        await self.number(f"select count(pg_cancel_backend(pid)) {_WAITING}")

    async def steps(self, room_id: str, event_id: str = "%") -> int:
        """How many steps a room has, or has of one event."""
        return await self.number(
            f"select count(*) from step {_OF_ROOM} and event_id like %s", room_id, event_id
        )

    async def number(self, query: str, *parameters: str) -> int:
        """The number that a query gives."""
        async with await psycopg.AsyncConnection.connect(self._database_url, autocommit=True) as connection:
            row = await (await connection.execute(query.encode(), parameters)).fetchone()
        assert row is not None
        return int(row[0])

    def spring(self, trap: Coroutine[None, None, None]) -> None:
        """Let it go on beside the conversation."""
        self._traps.append(asyncio.create_task(trap))

    async def sprung(self) -> None:
        """Every trap was sprung."""
        await asyncio.gather(*self._traps)

    # --- the human

    def _greet(self, event: events.Event) -> None:
        """Bruno writes his first word in the very moment in which a room is given to him."""
        if isinstance(event, events.Signal) and event.type == "LivechatSessionForwarded":
            bruno = self.box.world.users.named(HUMAN)
            assert bruno is not None
            if event.room["servedBy"]["_id"] == bruno["_id"]:
                messages.from_user(self.box.world, event.room, bruno, {"msg": HUMAN_GREETING})

    def transfers(self, room: dict) -> list[str]:
        """The departments that this room was given to."""
        return [
            each["nextDepartment"]["name"]
            for each in forwarding.history(self.box.world, room)
            if each["scope"] == "department"
        ]
