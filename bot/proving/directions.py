"""Which changes of one answer make it worse, and which answer speaks for the least risk?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from bot.content.protocols import Input, Worse
from bot.proving import symbols
from bot.proving.symbols import Symbol
from bot.told import Told

type_benign = str | bool | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worsening:
    """One way in which an answer can be worse than another."""

    #: In words: "ser maior", "marcar também febre".
    what: Told
    #: The worse answer.
    worse: Symbol
    #: What has to hold of both answers.
    holds: z3.BoolRef


def worsenings(one: Symbol) -> Iterator[Worsening]:
    """Every kind of worsening that the protocol declares of this input."""
    declared = one.declared
    other = symbols.symbol(declared, mark="'")
    both = z3.And(one.is_said, other.is_said, symbols.plausible({declared.slot: other}))
    match declared.worse:
        case Worse.higher | Worse.lower:
            higher = declared.worse is Worse.higher
            low, high = (one, other) if higher else (other, one)
            words = (
                Told("um valor maior", "a greater value")
                if higher
                else Told("um valor menor", "a smaller value")
            )
            grows = z3.And(low.said[0] < high.said[0], _inside(declared, one), _inside(declared, other))
            yield Worsening(what=words, worse=other, holds=z3.And(both, grows))
        case Worse.true | Worse.false:
            worst = declared.worse is Worse.true
            changes = z3.And(one.said[0] == (not worst), other.said[0] == worst)
            words = (
                Told('responder "sim"', 'to answer "yes"')
                if worst
                else Told('responder "não"', 'to answer "no"')
            )
            yield Worsening(what=words, worse=other, holds=z3.And(both, changes))
        case Worse.more:
            yield from _more(one, other, both)
        case Worse.ranked:
            grows = _rank(declared, one) < _rank(declared, other)
            yield Worsening(
                what=Told("uma resposta pior", "a worse answer"), worse=other, holds=z3.And(both, grows)
            )


def _more(one: Symbol, other: Symbol, both: z3.BoolRef) -> Iterator[Worsening]:
    for place, option in enumerate(one.declared.options):
        rest = [
            mine == theirs
            for number, (mine, theirs) in enumerate(zip(one.said, other.said, strict=True))
            if number != place
        ]
        added = z3.And(both, z3.Not(one.said[place]), other.said[place], *rest)
        yield Worsening(
            what=Told(f'marcar também "{option}"', f'to mark "{option}", too'), worse=other, holds=added
        )


def _inside(declared: Input, one: Symbol) -> z3.BoolRef:
    bounds = []
    if declared.holds_from is not None:
        bounds.append(one.said[0] >= symbols.tenths(declared.holds_from, one.scale))
    if declared.holds_to is not None:
        bounds.append(one.said[0] <= symbols.tenths(declared.holds_to, one.scale))
    return z3.And(bounds)


def _rank(declared: Input, one: Symbol) -> z3.ArithRef:
    result: z3.ArithRef = z3.IntVal(0)
    for place, ranked in enumerate(declared.ranks):
        for option in ranked:
            result = z3.If(one.said[0] == declared.options.index(option), place, result)
    return result


def benign(declared: Input) -> type_benign:
    """The answer that speaks for the least risk, as the protocol states it or as its direction tells."""
    if declared.benign is not None:
        return declared.benign
    by_direction: dict[Worse | None, type_benign] = {
        Worse.higher: declared.minimum if declared.holds_from is None else declared.holds_from,
        Worse.lower: declared.maximum if declared.holds_to is None else declared.holds_to,
        Worse.true: False,
        Worse.false: True,
        Worse.more: (),
        Worse.ranked: declared.ranks[0][0] if declared.ranks else None,
    }
    return by_direction.get(declared.worse)
