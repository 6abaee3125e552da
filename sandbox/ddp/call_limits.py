"""How many method calls may a user or connection make? Rocket.Chat's default DDP limits."""

from __future__ import annotations

import time
from collections import deque

from sandbox import errors

_WINDOW = 10.0
_PER_USER_AND_METHOD = 20
_PER_CONNECTION_AND_METHOD = 10
_STREAM_FACTOR = 4


class MethodLimits:
    """Counts calls in windows of ten seconds."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled
        self._calls: dict[tuple[str, str], dict[str, deque[float]]] = {}

    def count(self, method: str, *, session_id: str, user_id: str | None) -> None:
        """Count a call; MeteorError `too-many-requests` when it is one too many."""
        if not self._enabled:
            return
        factor = _STREAM_FACTOR if method.startswith("stream-") else 1
        self._spend(("connection", session_id), method, _PER_CONNECTION_AND_METHOD * factor)
        if user_id:
            self._spend(("user", user_id), method, _PER_USER_AND_METHOD * factor)

    def forget(self, session_id: str) -> None:
        """A connection ended."""
        self._calls.pop(("connection", session_id), None)

    def _spend(self, caller: tuple[str, str], method: str, limit: int) -> None:
        now = time.monotonic()
        calls = self._calls.setdefault(caller, {}).setdefault(method, deque())
        while calls and calls[0] <= now - _WINDOW:
            calls.popleft()
        if len(calls) >= limit:
            wait = calls[0] + _WINDOW - now
            raise errors.MeteorError(
                "too-many-requests",
                "Error, too many requests. Please slow down. "
                f"You must wait {int(wait) + 1} seconds before trying again.",
                {"timeToReset": round(wait * 1000)},
            )
        calls.append(now)
