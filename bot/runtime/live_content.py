"""Which content is live, and what happens when its files change while the program runs?"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import structlog

from bot.content import loading
from bot.content.errors import ContentInvalid
from bot.engine import preparing
from bot.engine.flows import Flows
from config import deployment as settings
from config.marked_yaml import Fault

_log = structlog.get_logger()

#: Seconds between two looks at the files.
_LOOK_EVERY: Final = 2.0


class LiveContent:
    """Holds the content that turns use; a change that has faults never replaces it."""

    def __init__(self, deployment: settings.Deployment) -> None:
        """Load the deployment's pack; raises ContentInvalid with every fault."""
        self._deployment = deployment
        self._seen = _stamp(deployment.content)
        self.flows: Flows = _load(deployment)
        #: What keeps a changed pack from going live; empty when the newest is live.
        self.faults: tuple[Fault, ...] = ()

    def current(self) -> Flows:
        """The flows to use for the next turn."""
        return self.flows

    async def watch(self) -> None:
        """Look for changes until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            stamp = await asyncio.to_thread(_stamp, self._deployment.content)
            if stamp != self._seen:
                self._seen = stamp
                await self._reload()

    async def _reload(self) -> None:
        try:
            flows = await asyncio.to_thread(_load, self._deployment)
        except ContentInvalid as error:
            self.faults = error.faults
            _log.warning("content_refused", faults=len(error.faults), first=str(error.faults[0]))
            return
        self.flows, self.faults = flows, ()
        _log.info("content_live", version=flows.content.version, digest=flows.content.digest[:12])


def _load(deployment: settings.Deployment) -> Flows:
    departments = [department.id for department in deployment.departments]
    return preparing.prepare(loading.load(deployment.content, departments=departments), deployment)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of all files: cheap to compare, different after any save."""
    stats = [(path, path.stat()) for path in sorted(folder.rglob("*.yml"))]
    return tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in stats)
