"""When are kept questions deleted? At the start, and once a day while Bela runs."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from crm_sync import errors, registry

_EVERY: Final = 24 * 60 * 60.0
_log = structlog.get_logger()


async def keep_short(people: registry.Registry) -> None:
    """Delete what was kept for as long as it may be; until cancelled."""
    while True:
        try:
            await people.questions.forget_old()
        except errors.DatabaseUnavailable:
            _log.warning("forgetting_waits_for_database")
        await asyncio.sleep(_EVERY)
