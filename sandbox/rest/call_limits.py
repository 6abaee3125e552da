"""How often may one address call a route? Rocket.Chat's rate limiter of REST."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox import errors

if TYPE_CHECKING:
    from sandbox.rest.route import Route
    from sandbox.world import World


@dataclass(slots=True)
class _Window:
    ends: float
    calls: int


class CallLimits:
    """Counts calls by address, route and method in windows that start with the first call."""

    def __init__(self, world: World, *, enabled: bool) -> None:
        self._world = world
        self._enabled = enabled
        self._windows: dict[tuple[str, str, str], _Window] = {}

    def count(self, address: str, route: Route) -> dict[str, str]:
        """Count a call and return its headers; TooManyRequestsError when it is one too many."""
        settings = self._world.settings
        if not self._enabled or not settings["API_Enable_Rate_Limiter"]:
            return {}
        limit = route.rate.calls or settings["API_Enable_Rate_Limiter_Limit_Calls_Default"]
        span = (route.rate.window or settings["API_Enable_Rate_Limiter_Limit_Time_Default"]) / 1000
        now = time.time()
        key = address, route.path, route.method
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = _Window(ends=now + span, calls=0)
        window.calls += 1
        headers = limit_headers(limit=limit, left=max(limit - window.calls, 0), ends=window.ends)
        if window.calls > limit:
            raise errors.TooManyRequestsError(wait_seconds=math.ceil(window.ends - now), headers=headers)
        return headers


def limit_headers(*, limit: int, left: int, ends: float) -> dict[str, str]:
    """The three headers of every counted call; the reset is in milliseconds since 1970."""
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": str(round(ends * 1000)),
    }
