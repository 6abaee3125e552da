"""Which messages are published again without a reason? All new ones, while `republish_noise` is on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.world import events, messages

if TYPE_CHECKING:
    from sandbox.faults import Faults
    from sandbox.world import World

_DELAY = 0.2


class Noise:
    """Republishes each new message once, a little later, as URL previews and reactions do."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._timers: set[asyncio.TimerHandle] = set()

    def __call__(self, event: events.Event) -> None:
        """Plan the second publication of a new message."""
        if isinstance(event, events.MessageSaved) and event.new and self._faults.plan.republish_noise:
            loop = asyncio.get_running_loop()
            self._timers.add(loop.call_later(_DELAY, self._republish, event))

    def _republish(self, event: events.MessageSaved) -> None:
        self._timers = {timer for timer in self._timers if timer.when() > asyncio.get_running_loop().time()}
        messages.republish(self._world, event.room, event.message)

    def stop(self) -> None:
        """Forget what was planned."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
