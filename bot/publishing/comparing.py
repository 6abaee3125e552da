"""What would a publication change, and what did one change?"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.differences import changes, comparing
from bot.publishing import compiling
from bot.publishing.publishing import Publisher


async def draft_against_live(publisher: Publisher) -> tuple[changes.Group, ...]:
    """What publishing the draft would change.

    Raises ContentInvalid when the draft has mistakes, and errors.NothingPublished.
    """
    live = await publisher.live()
    folder = await publisher.folder(live.version)
    return await asyncio.to_thread(_compared, publisher, folder, publisher.draft)


async def versions(publisher: Publisher, old: int, new: int) -> tuple[changes.Group, ...]:
    """What differs between two versions. Raises crm_sync.errors.NoSuchVersion."""
    folders = [
        await publisher.folder(await publisher.versions.numbered(publisher.pack, number))
        for number in (old, new)
    ]
    return await asyncio.to_thread(_compared, publisher, *folders)


def _compared(publisher: Publisher, old: Path, new: Path) -> tuple[changes.Group, ...]:
    return comparing.compare(
        compiling.read(old, publisher.deployment), compiling.read(new, publisher.deployment)
    )
