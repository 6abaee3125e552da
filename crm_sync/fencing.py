"""Under whose name and in which term does a process write? What is written under a term that is over is refused."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, select, true

from crm_sync.tables import encounter, leadership


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """One reign of one process."""

    #: The bot user it speaks as.
    bot: str
    #: Grows by one with every process that takes over.
    term: int


def holds(fence: Fence) -> ColumnElement[bool]:
    """Whether the term is still the bot's present one."""
    return exists().where(leadership.c.bot == fence.bot, leadership.c.term == fence.term)


def standing(fence: Fence) -> Select[tuple[bool]]:
    """The same, as a question of its own."""
    return select(holds(fence))


def own(fence: Fence | None) -> ColumnElement[bool]:
    """Whether an encounter is this bot's to come back to; one that no bot wrote in yet is anybody's."""
    if fence is None:
        return true()
    return encounter.c.bot.is_(None) | (encounter.c.bot == fence.bot)


def written(fence: Fence | None) -> ColumnElement[bool]:
    """Whether this bot wrote in an encounter last; where none wrote yet, any of them may be about to."""
    return true() if fence is None else encounter.c.bot == fence.bot
