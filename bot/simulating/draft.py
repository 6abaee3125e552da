"""The content as it is on the disk at this moment: read again when a file was saved; the last good one while it has faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import config
from bot import fault_words
from bot.content import loading
from bot.content.errors import ContentInvalid
from bot.engine.flows import Flows
from bot.publishing import compiling
from bot.simulating import console_words
from bot.told import Told, joined


class Draft:
    """Gives the newest content without faults; `tell` hears of each change."""

    def __init__(self, settings: config.Deployment, *, tell: Callable[[Told], None] = lambda _: None) -> None:
        """Nothing is read yet."""
        self._settings = settings
        self._tell = tell
        self._stamp: object = None
        self._good: Flows | None = None
        #: Grows each time that the files are read.
        self.version = 0
        #: What is wrong in the files as they are now.
        self.invalid: ContentInvalid | None = None

    def __call__(self) -> Flows:
        """The content to go on with. Raises ContentInvalid when there was none without faults yet."""
        stamp = self._now()
        if stamp != self._stamp:
            self._stamp = stamp
            self._read()
        if self._good is None:
            assert self.invalid is not None
            raise self.invalid
        return self._good

    def _read(self) -> None:
        again = self._good is not None
        self.version += 1
        try:
            self._good = compiling.compiled(self._settings.content, self._settings)
            self.invalid = None
            if again:
                self._tell(console_words.READ_AGAIN)
        except ContentInvalid as invalid:
            self.invalid = invalid
            if again:
                self._tell(joined((fault_words.told(invalid), console_words.OLD_CONTENT), between="\n"))

    def _now(self) -> Sequence[tuple[Path, int, int]]:
        """Names, times and sizes: different after any save."""
        found = []
        for path in loading.files(self._settings.content):
            try:
                stat = path.stat()
            except OSError:  # it is being replaced at this moment; the next look sees the new one
                continue
            found.append((path, stat.st_mtime_ns, stat.st_size))
        return found
