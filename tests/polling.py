"""Waiting for what announces itself by no event: look again and again until a deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

_LOOK_AGAIN_S = 0.02


async def until(holds: Callable[[], Awaitable[bool]], *, within: float) -> None:
    """Return as soon as the condition holds; TimeoutError when it does not in so many seconds."""
    async with asyncio.timeout(within):
        while not await holds():  # ruff: ignore[async-busy-wait] -- there is no event to wait for
            await asyncio.sleep(_LOOK_AGAIN_S)
