"""The lines of `bela flows unanswered`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.unanswered.grouping import Group

_EXAMPLES: Final = 3


def lines(groups: Sequence[Group], *, days: int) -> Iterator[str]:
    """Each group with its count, its days and some of its words."""
    if not groups:
        yield f"Nenhuma pergunta sem resposta nos últimos {days} dias."
        return
    total = sum(group.times for group in groups)
    yield f"{total} {_asked(total)} nos últimos {days} dias, em {len(groups)} {_grouped(len(groups))}:"
    for group in groups:
        yield ""
        yield f"{group.name}  {group.times}×, {_period(group)}"
        yield from (f"    {example}" for example in group.examples[:_EXAMPLES])
        more = len(group.examples) - _EXAMPLES
        if more > 0:
            yield f"    … e mais {more}"
    yield ""
    yield f"Para escrever a resposta: bela flows new --from-unanswered {groups[0].name}"


def _asked(count: int) -> str:
    return "pergunta sem resposta" if count == 1 else "perguntas sem resposta"


def _grouped(count: int) -> str:
    return "grupo" if count == 1 else "grupos"


def _period(group: Group) -> str:
    if group.first == group.last:
        return f"em {_day(group.last)}"
    return f"de {_day(group.first)} a {_day(group.last)}"


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
