"""Which rooms does the server say that the bot serves?"""

from __future__ import annotations

import asyncio
import functools
from typing import TYPE_CHECKING, Any

import structlog

from rocketchat_bridge import documents, errors, reading
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from rocketchat_bridge.rest import Rest

#: Rooms per page where the server allows as many, of which the last ones are asked again, as closing rooms move the others up.
PAGE = 100
PAGE_OVERLAP = 10

_log = structlog.get_logger(__name__)


async def all_at_once(rest: Rest, bot: documents.UserId) -> dict[documents.RoomId, reading.Document]:
    """The open rooms that the bot serves."""
    listed: dict[documents.RoomId, reading.Document] = {}
    async for page in pages(rest, bot):
        listed |= page
    return listed


async def pages(
    rest: Rest, bot: documents.UserId, *, pause: float = 0.0
) -> AsyncGenerator[dict[documents.RoomId, reading.Document], None]:
    """The open rooms that the bot serves, some at a time; `pause` seconds lie between two questions.

    Waits out limits and outages. A refusal ends it and is logged.
    """
    offset = 0
    while True:
        try:
            answer = await calls.patiently(functools.partial(_page, rest, bot, offset))
        except errors.Refused as refusal:
            _log.error("rooms_not_listed", code=refusal.code, remedy="run `bela check`")
            return
        page, total = reading.listed(answer.get("rooms")), answer.get("total")
        yield {documents.RoomId(str(each.get("_id"))): each for each in page}
        if not page or not isinstance(total, int) or offset + len(page) >= total:
            return
        offset += max(1, len(page) - PAGE_OVERLAP)
        await asyncio.sleep(pause)


async def _page(rest: Rest, bot: documents.UserId, offset: int) -> dict[str, Any]:
    return await rest.get(
        "livechat/rooms", agents_=bot, open="true", count=str(PAGE), offset=str(offset), sort='{"ts":1}'
    )
