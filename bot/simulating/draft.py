"""The content as it is on the disk at this moment: read again when a file was saved; the last good one while it has faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import config
from bot.content import loading
from bot.content.errors import ContentInvalid
from bot.engine import preparing
from bot.engine.flows import Flows


class Draft:
    """Gives the newest content without faults; `tell` hears of each change."""

    def __init__(self, settings: config.Deployment, *, tell: Callable[[str], None]) -> None:
        """Read the content; raises ContentInvalid when there is none to begin with."""
        self._settings = settings
        self._tell = tell
        self._stamp = self._now()
        self._flows = self._read()

    def __call__(self) -> Flows:
        """The content to go on with."""
        stamp = self._now()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._flows = self._read()
                self._tell("(conteúdo lido de novo)")
            except ContentInvalid as invalid:
                self._tell(f"{invalid}\n(vale o conteúdo anterior até isto ser corrigido)")
        return self._flows

    def _read(self) -> Flows:
        departments = [department.id for department in self._settings.departments]
        return preparing.prepare(
            loading.load(self._settings.content, departments=departments), self._settings
        )

    def _now(self) -> Sequence[tuple[Path, int]]:
        return [(path, path.stat().st_mtime_ns) for path in loading.files(self._settings.content)]
