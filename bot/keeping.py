"""How long is anything kept? At the start, and once a day while Bela runs, what was kept for its time is erased.

Slots name a class, and the deployment says how long it is. What no class holds is kept as long as the longest of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final

import structlog

import config
from bot.content import answers
from bot.content.definitions import Content, Slot
from bot.engine import forgotten
from config import Period, RetentionClass
from crm_sync import errors, registry
from crm_sync.erasing import Due

_EVERY: Final = 24 * 60 * 60.0
_log = structlog.get_logger()


async def keep_short(
    people: registry.Registry,
    *,
    content: Callable[[], Content],
    deployment: Callable[[], config.Deployment],
    now: Callable[[], datetime],
) -> None:
    """Erase what was kept for as long as it may be, until cancelled."""
    while True:
        try:
            await people.questions.forget_old()
            await erase(people, content(), deployment().retention, now=now())
        except errors.DatabaseUnavailable:
            _log.warning("forgetting_waits_for_database")
        await asyncio.sleep(_EVERY)


async def erase(
    people: registry.Registry, content: Content, periods: Mapping[RetentionClass, Period], *, now: datetime
) -> None:
    """Erase what is due now."""
    for due in due_answers(content, periods, now=now):
        count = await people.erasing.answers(due, without=forgotten.without)
        _tell(due.name, count)
    if named := _slot_of_name(content, periods):
        await people.erasing.names(ended_before=periods[named].before(now))
    longest = min(period.before(now) for period in periods.values())
    _tell("all", await people.erasing.conversations(ended_before=longest))


def due_answers(
    content: Content, periods: Mapping[RetentionClass, Period], *, now: datetime
) -> Iterator[Due]:
    """For each class that slots name: which answers, of conversations that ended before when."""
    for name, period in periods.items():
        slots = frozenset(slot.name for slot in content.slots.values() if slot.retention == name)
        if slots:
            yield Due(name=name, slots=slots, ended_before=period.before(now))


def _slot_of_name(content: Content, periods: Mapping[RetentionClass, Period]) -> RetentionClass | None:
    """The class of what people are called."""
    kept = (
        RetentionClass(slot.retention) for slot in content.slots.values() if slot.retention and _names(slot)
    )
    return next((name for name in kept if name in periods), None)


def _names(slot: Slot) -> bool:
    return isinstance(slot.answer, answers.FreeText) and slot.answer.name


def _tell(name: str, count: int) -> None:
    if count:
        _log.info("erased", retention=name, conversations=count)
