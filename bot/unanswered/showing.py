"""The lines of `bela flows unanswered`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.told import Language, Told
from bot.unanswered.grouping import Group
from config import moments

_EXAMPLES: Final = 3


def lines(groups: Sequence[Group], *, days: int, language: Language = Language.pt) -> Iterator[str]:
    """Each group with its count, its days and some of its words."""
    if not groups:
        yield Told(
            f"Nenhuma pergunta sem resposta nos últimos {days} dias.",
            f"No question without an answer in the last {days} days.",
        ).said(language)
        return
    total = sum(group.times for group in groups)
    asked, grouped = _asked(total), _grouped(len(groups))
    yield Told(
        f"{total} {asked.pt} nos últimos {days} dias, em {len(groups)} {grouped.pt}:",
        f"{total} {asked.en} in the last {days} days, in {len(groups)} {grouped.en}:",
    ).said(language)
    for group in groups:
        yield ""
        yield f"{group.name}  {group.times}×, {_period(group).said(language)}"
        yield from (f"    {example}" for example in group.examples[:_EXAMPLES])
        more = len(group.examples) - _EXAMPLES
        if more > 0:
            yield Told(f"    … e mais {more}", f"    … and {more} more").said(language)
    yield ""
    command = f"bela flows new --from-unanswered {groups[0].name}"
    yield Told(f"Para escrever a resposta: {command}", f"To write the answer: {command}").said(language)


def _asked(count: int) -> Told:
    if count == 1:
        return Told("pergunta sem resposta", "question without an answer")
    return Told("perguntas sem resposta", "questions without an answer")


def _grouped(count: int) -> Told:
    return Told("grupo", "group") if count == 1 else Told("grupos", "groups")


def _period(group: Group) -> Told:
    first, last = moments.day(group.first), moments.day(group.last)
    if group.first == group.last:
        return Told(f"em {last.pt}", f"on {last.en}")
    return Told(f"de {first.pt} a {last.pt}", f"from {first.en} to {last.en}")
