"""Which version is live, how does a running program take over a new one, and where do older ones come from?"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

import structlog

import config
from bot.content.errors import ContentInvalid
from bot.engine import safeguarding
from bot.publishing import compiling, errors
from bot.publishing.publishing import Publisher
from bot.runtime.content_in_use import InUse
from crm_sync import errors as registry_errors
from crm_sync.content_versions import Publication, VersionId

_log = structlog.get_logger()

#: Seconds between two looks at what is published.
_LOOK_EVERY: Final = 1.0
#: Older versions that are kept ready; conversations of an hour ago seldom go by more.
_OLDER_KEPT: Final = 6


class LiveContent:
    """Holds the published version ready, and those that running conversations began in."""

    def __init__(self, publisher: Publisher, live: Publication, in_use: InUse, folder: Path) -> None:
        """See `open`."""
        self._publisher = publisher
        self._in_use = in_use
        self._older: OrderedDict[tuple[VersionId, VersionId | None], InUse | None] = OrderedDict()
        self._loading = asyncio.Lock()
        self._taking = asyncio.Lock()
        self._refused: VersionId | None = None
        self._asked_in_vain = False
        #: What is live, since when and by whom.
        self.live = live
        #: The number of a newer version that is published and that this program cannot read.
        self.refused: int | None = None
        #: Its files; another folder after the next publication.
        self.folder = folder

    @classmethod
    async def open(cls, publisher: Publisher) -> Self:
        """Make the published version ready; where nothing is published yet, publish the draft first.

        Raises:
            errors.ChecksFailed: nothing is published yet, and the draft may not be.
            errors.PublishedUnreadable: this program cannot read what is published.
        """
        live = await publisher.first()
        folder = await publisher.folder(live.version)
        try:
            flows = await asyncio.to_thread(compiling.ready, folder, publisher.deployment)
        except ContentInvalid as error:
            raise errors.PublishedUnreadable(
                live.version.number, [str(fault) for fault in error.faults]
            ) from error
        return cls(
            publisher, live, InUse(version=live.version.id, number=live.version.number, flows=flows), folder
        )

    def published(self) -> InUse:
        """What new conversations begin in."""
        return self._in_use

    async def begun_in(self, version: VersionId) -> InUse | None:
        """An older version, with the red flags of the published one; None when it cannot be had any more.

        Raises crm_sync.errors.DatabaseUnavailable when it has to be fetched and cannot be.
        """
        async with self._loading:
            key = (version, self._in_use.version)
            if key not in self._older:
                self._older[key] = await self._load_older(version)
            self._older.move_to_end(key)
            while len(self._older) > _OLDER_KEPT:
                self._older.popitem(last=False)
            return self._older[key]

    async def watch(self) -> None:
        """Take over what is published from now on, until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                await self.look()
            except registry_errors.DatabaseUnavailable:
                if not self._asked_in_vain:
                    _log.warning("content_waits_for_database")
                self._asked_in_vain = True
            else:
                self._asked_in_vain = False

    async def look(self) -> None:
        """Take over what is published now."""
        async with self._taking:
            await self._look()

    async def prepare_for(self, deployment: config.Deployment) -> None:
        """Make everything ready for changed settings. Raises ContentInvalid, and then nothing is changed."""
        async with self._taking, self._loading:
            flows = await asyncio.to_thread(compiling.ready, self.folder, deployment)
            self._publisher.deployment = deployment
            self._in_use = replace(self._in_use, flows=flows)
            self._older.clear()

    async def _look(self) -> None:
        published = await self._publisher.versions.live_id(self._publisher.pack)
        if published in {self._in_use.version, self._refused}:
            return
        live = await self._publisher.live()
        folder = await self._publisher.folder(live.version)
        try:
            flows = await asyncio.to_thread(compiling.ready, folder, self._publisher.deployment)
        except ContentInvalid as error:
            self._refused, self.refused = published, live.version.number
            _log.warning("content_refused", number=live.version.number, first=str(error.faults[0]))
            return
        self._in_use = InUse(version=live.version.id, number=live.version.number, flows=flows)
        self.live, self.folder, self.refused = live, folder, None
        _log.info("content_live", number=live.version.number, version=live.version.label)

    async def _load_older(self, version: VersionId) -> InUse | None:
        """Fetch, read and compile; None, and a word in the log, when that cannot be done."""
        found = await self._publisher.versions.by_id(version)
        if found is None:
            _log.warning("version_lost", version=version, why="not in the registry")
            return None
        folder = await self._publisher.folder(found)
        try:
            flows = await asyncio.to_thread(compiling.ready, folder, self._publisher.deployment)
        except ContentInvalid as error:
            _log.warning("version_lost", version=version, why=str(error.faults[0]))
            return None
        newest = self._in_use.flows
        guarded = await asyncio.to_thread(safeguarding.with_red_flags_of, flows, newest)
        return InUse(version=version, number=found.number, flows=guarded)
