"""How does a draft become what people are answered with, and how does one go back?

What is checked is what is published: the draft is taken into an archive first, and the archive is what the checks read.
Publishing itself is one transaction; before it nothing is touched, and after it every running process takes the version over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import config
from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.content.moves import Moves
from bot.engine import moving
from bot.publishing import archives, compiling, draft_base, errors, gates, version_folders
from bot.told import Told, alike
from crm_sync import errors as registry_errors
from crm_sync.content_versions import ContentVersion, ContentVersions, NewVersion, Publication, Status

#: Who published the first version, where nobody did.
FIRST_START = "bela"


class Publisher:
    """The versions of one deployment's pack, and the draft folder that new ones come from."""

    def __init__(
        self,
        deployment: config.Deployment,
        versions: ContentVersions,
        *,
        now: Callable[[], datetime],
        progress: gates.Progress = gates.silently,
        alone: bool = False,
    ) -> None:
        """The pack is named by its folder, which is known even when nothing in it can be read.

        `progress` hears how far the checks before a publication have come. `alone` says that nothing else goes on in this
        process, so that they may use a second core.
        """
        self._alone = alone
        self._progress = progress
        self.pack = deployment.content.name
        self.versions = versions
        self.deployment = deployment
        self._now = now
        self._bases = draft_base.DraftBases(deployment.data_folder)
        self._folders = version_folders.VersionFolders(deployment.data_folder)

    @property
    def draft(self) -> Path:
        """The folder that admins edit."""
        return self.deployment.content

    async def live(self) -> Publication:
        """What people are answered with. Raises errors.NothingPublished."""
        live = await self.versions.live(self.pack)
        if live is None:
            raise errors.NothingPublished
        return live

    async def folder(self, version: ContentVersion) -> Path:
        """A folder with the version's files; not to be edited."""
        folder = await asyncio.to_thread(self._folders.laid_out, version.digest)
        if folder is not None:
            return folder
        packed = await self.versions.files(version.id)
        archive = archives.Archive(digest=version.digest, packed=packed)
        return await asyncio.to_thread(self._folders.lay_out, archive)

    async def first(self) -> Publication:
        """What is live; where nothing is yet, the draft becomes version 1.

        Raises errors.ChecksFailed when the draft may not go live.
        """
        live = await self.versions.live(self.pack)
        if live is not None:
            return live
        new = await self._new(by=FIRST_START, note="Primeira partida: o conteúdo que estava na pasta.")
        try:
            made = await self.versions.publish(new, instead_of=None)
        except registry_errors.PublishedMeanwhile:
            # Another process starts at the same moment, and was faster: what it published is live for both.
            return await self.first()
        self._bases.note(self.draft, made.version.number)
        return made

    async def is_draft_live(self, live: Publication) -> bool:
        """Whether the draft holds just what is live; if so, it counts as begun there."""
        same = await asyncio.to_thread(archives.digest_of, self.draft) == live.version.digest
        if same:
            self._bases.note(self.draft, live.version.number)
        return same

    async def review(self, *, by: str, note: str = "") -> ContentVersion:
        """Keep the draft as a version that waits for somebody else. Raises errors.CannotPublish."""
        live = await self.versions.live(self.pack)
        await self._expect_news(live)
        return await self.versions.propose(await self._new(by=by, note=note))

    async def publish(self, *, by: str, note: str = "", onto: int | None = None) -> Publication:
        """Make the draft live; where the deployment wants four eyes, the version in review.

        `onto` names the live version whose changes the draft is known to hold.

        Raises:
            errors.CannotPublish: with the reason; nothing was changed.
            crm_sync.errors.PublishedMeanwhile: another admin was faster; nothing was changed.
        """
        if self.deployment.publishing.four_eyes:
            return await self._publish_reviewed(by=by, note=note)
        live = await self.versions.live(self.pack)
        await self._expect_news(live)
        self._expect_abreast(live, onto)
        new = await self._new(by=by, note=note)
        made = await self.versions.publish(new, instead_of=live.version.id if live else None)
        self._bases.note(self.draft, made.version.number)
        return made

    async def publish_reviewed(self, number: int, *, by: str, note: str = "") -> Publication:
        """Make the version of this number live, which waits in review. Raises as `publish` does."""
        version = await self.versions.numbered(self.pack, number)
        if version.status is not Status.REVIEW:
            raise errors.NotInReview(number)
        return await self._make_live(version, by=by, note=note)

    async def roll_back(self, number: int | None = None, *, by: str, note: str = "") -> Publication:
        """Make an older version live again: this one, or the one that was live before.

        Raises errors.CannotPublish, crm_sync.errors.NoSuchVersion and crm_sync.errors.PublishedMeanwhile.
        """
        live = await self.live()
        if number is None:
            number = await self._before(live)
        if number == live.version.number:
            raise errors.LiveAlready(number)
        version = await self.versions.numbered(self.pack, number)
        if version.status is not Status.RETIRED or not await self._was_live(version):
            raise errors.NotLiveBefore(number)
        return await self.versions.publish_again(
            version, instead_of=live.version.id, by=by, at=self._now(), note=note
        )

    async def restore(self, number: int, *, force: bool = False) -> ContentVersion:
        """Put a version's files into the draft folder.

        Raises errors.DraftWouldBeLost when no version keeps what is there, unless forced.
        """
        version = await self.versions.numbered(self.pack, number)
        kept = {one.digest for one in await self.versions.versions(self.pack)}
        if not force and await asyncio.to_thread(archives.digest_of, self.draft) not in kept:
            raise errors.DraftWouldBeLost(self.draft)
        live = await self.versions.live(self.pack)
        packed = await self.versions.files(version.id)
        await asyncio.to_thread(archives.put_into, packed, self.draft)
        self._bases.note(self.draft, max(number, live.version.number if live else number))
        return version

    async def _publish_reviewed(self, *, by: str, note: str) -> Publication:
        waiting = [one for one in await self.versions.versions(self.pack) if one.status is Status.REVIEW]
        if not waiting:
            raise errors.NothingInReview
        return await self._make_live(waiting[0], by=by, note=note)

    async def _make_live(self, version: ContentVersion, *, by: str, note: str) -> Publication:
        if self.deployment.publishing.four_eyes and version.proposed_by == by:
            raise errors.NeedsAnotherPerson(version.number, version.proposed_by)
        live = await self.versions.live(self.pack)
        checked = await asyncio.to_thread(self._check, await self.folder(version))
        if checked.faults:
            raise errors.ChecksFailed(checked.faults)
        return await self.versions.publish_again(
            version, instead_of=live.version.id if live else None, by=by, at=self._now(), note=note
        )

    async def _new(self, *, by: str, note: str) -> NewVersion:
        archive = await asyncio.to_thread(archives.pack, self.draft)
        folder = await asyncio.to_thread(self._folders.lay_out, archive)
        checked = await asyncio.to_thread(self._check, folder)
        if checked.faults or checked.content is None:
            raise errors.ChecksFailed(checked.faults)
        if checked.content.moves:
            await self._expect_places(checked.content, checked.content.moves)
        return NewVersion(
            pack=self.pack,
            label=checked.content.version,
            digest=archive.digest,
            files=archive.packed,
            note=note,
            checks=checked.record,
            by=by,
            at=self._now(),
        )

    def _check(self, folder: Path) -> gates.Checked:
        today = self._now().astimezone(self.deployment.time_zone).date()
        return gates.check(folder, self.deployment, today=today, progress=self._progress, alone=self._alone)

    async def _expect_places(self, content: Content, moves: Moves) -> None:
        """Every step of the versions that may come has a place in the new one."""
        older = await self.versions.versions(self.pack)
        missing = sorted(moves.versions - {version.number for version in older})
        faults = [f"{moves.mark}: não há versão {number}, de onde viriam conversas" for number in missing]
        for version in older:
            if moves.covers(version.number):
                folder = await self.folder(version)
                faults += await asyncio.to_thread(self._without_place, version.number, folder, content, moves)
        if faults:
            raise errors.ChecksFailed([alike(f"[migrate] {fault}") for fault in faults])

    def _without_place(self, number: int, folder: Path, content: Content, moves: Moves) -> list[str]:
        try:
            old = compiling.read(folder, self.deployment)
        except ContentInvalid:
            return [f"{moves.mark}: a versão {number} não pode mais ser lida; tire-a de «from»"]
        lost = moving.lost_steps(old, content, moves)
        unknown = moving.unknown_steps(old, moves)
        return [
            f"{moves.mark}: o passo {flow}:{step} da versão {number} não existe mais; diga em «migrate» qual o substitui"
            for flow, step in lost
        ] + [
            *(f"{moves.mark}: a versão {number} não tem o passo {flow}:{step}" for flow, step in unknown),
            *(
                f"{moves.mark}: a versão {number} não tem o fluxo {flow}"
                for flow in moving.unknown_flows(old, moves)
            ),
        ]

    async def _expect_news(self, live: Publication | None) -> None:
        if live is not None and await self.is_draft_live(live):
            raise errors.NothingToPublish(live.version.number)

    def _expect_abreast(self, live: Publication | None, onto: int | None) -> None:
        began = self._bases.of(self.draft)
        if live is None or began is None or began >= live.version.number or onto == live.version.number:
            return
        there = live.at.astimezone(self.deployment.time_zone)
        at = Told(f"{there:%d/%m/%Y às %H:%M}", f"{there:%Y-%m-%d %H:%M}")
        raise errors.DraftIsBehind(began=began, live=live.version.number, by=live.by, at=at)

    async def _before(self, live: Publication) -> int:
        for earlier in await self.versions.publications(self.pack):
            if earlier.version.number < live.version.number:
                return earlier.version.number
        raise errors.NowhereBack(live.version.number)

    async def _was_live(self, version: ContentVersion) -> bool:
        made = await self.versions.publications(self.pack)
        return any(one.version.id == version.id for one in made)
