"""What reached the sandbox, in which order?"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Kind(StrEnum):
    """What an entry tells about."""

    #: A REST request arrived.
    REST = "rest"
    #: The request was carried out; `status` is the answer's.
    ANSWER = "answer"
    #: A DDP frame arrived.
    DDP = "ddp"
    #: A DDP frame arrived and was swallowed by a fault.
    SWALLOWED = "swallowed"
    #: A webhook was answered with `status`; `name` is its type.
    WEBHOOK = "webhook"
    #: A DDP connection was opened or ended; `name` tells which.
    SOCKET = "socket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that arrived."""

    #: Position since the start of the sandbox, from 1.
    number: int
    kind: Kind
    #: REST: the path below `/api/v1/`. DDP: the method's or subscription's name, else the frame's `msg`. Socket: opened, closed.
    name: str
    #: REST: the HTTP method. DDP: the frame's `msg`.
    verb: str = ""
    #: User name of the caller, when known.
    user: str | None = None
    #: REST: query and body merged. DDP: the whole frame.
    content: Any = None
    #: Answers and webhooks only.
    status: int | None = None
    #: DDP and socket entries: the session's id.
    session: str | None = None


class Journal:
    """Remembers the newest entries, and lets tests wait for one."""

    def __init__(self, size: int) -> None:
        self._entries: deque[Entry] = deque(maxlen=size)
        self._waiting: list[tuple[Callable[[Entry], bool], asyncio.Future[Entry]]] = []
        self._number = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def mark(self) -> int:
        """The newest entry's number, to give to `wait_for(since=…)`."""
        return self._number

    def record(self, **fields: Any) -> Entry:
        """Add an entry and wake those who wait for it."""
        self._number += 1
        entry = Entry(number=self._number, **fields)
        self._entries.append(entry)
        if self._waiting:
            self._wake(entry)
        return entry

    def _wake(self, entry: Entry) -> None:
        still = []
        for predicate, future in self._waiting:
            if future.done():
                continue
            if predicate(entry):
                future.set_result(entry)
            else:
                still.append((predicate, future))
        self._waiting = still

    def matching(self, predicate: Callable[[Entry], bool]) -> list[Entry]:
        """Remembered entries for which the predicate holds."""
        return [entry for entry in self._entries if predicate(entry)]

    async def wait_for(
        self,
        predicate: Callable[[Entry], bool],
        *,
        timeout: float = 5.0,  # ruff: ignore[async-function-with-timeout] - the deadline is this method's purpose
        since: int = 0,
    ) -> Entry:
        """The first entry after `since` for which the predicate holds; TimeoutError when none comes."""
        for entry in self._entries:
            if entry.number > since and predicate(entry):
                return entry
        future: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()
        self._waiting.append((predicate, future))
        async with asyncio.timeout(timeout):
            return await future
