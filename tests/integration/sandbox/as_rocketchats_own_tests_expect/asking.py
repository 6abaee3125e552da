"""How these tests ask wrong things."""

from __future__ import annotations

from typing import Any

NOBODY = "naoexistenaoexist"
"""Fits the shape of an id, and nothing has it."""


async def statuses(caller: Any, *calls: tuple[str, str, dict[str, Any]]) -> list[int]:
    """The status of each call: method, path, and query or body."""
    found = []
    for method, path, asked in calls:
        status, _ = await getattr(caller, method)(path, **asked)
        found.append(status)
    return found
