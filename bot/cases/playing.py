"""A case played through, with what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.cases import checking
from bot.cases.checking import Miss, TurnResult
from bot.cases.definitions import Case, CaseTurn
from bot.cases.session import PAUSE, Act, Happened, Session
from bot.engine.flows import Flows


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A case that was played until its end, or until the first turn that went another way."""

    case: Case
    results: tuple[TurnResult, ...]
    #: What did not follow, all of the same turn; empty when the case holds.
    misses: tuple[Miss, ...]

    @property
    def holds(self) -> bool:
        """Whether everything followed."""
        return not self.misses

    @property
    def happened(self) -> Iterable[Happened]:
        """Everything that happened, in order."""
        return (happened for result in self.results for happened in result.happened)


def play(flows: Flows, case: Case) -> Played:
    """Play one case; the turns after a miss are not played, because they were written for another conversation."""
    session = Session(flows, case.person)
    results: list[TurnResult] = []
    last: Happened | None = None
    for turn in case.turns:
        result = TurnResult(turn=turn, happened=session.do(act(turn)))
        results.append(result)
        last = result.happened[-1] if result.happened else last
        missed = tuple(checking.misses(flows, result, last))
        if missed:
            return Played(case=case, results=tuple(results), misses=missed)
    return Played(case=case, results=tuple(results), misses=())


def play_all(flows: Flows, case: Case) -> tuple[TurnResult, ...]:
    """Play every turn of a case, whatever it expects."""
    session = Session(flows, case.person)
    return tuple(TurnResult(turn=turn, happened=session.do(act(turn))) for turn in case.turns)


def act(turn: CaseTurn) -> Act:
    """What is done in a turn."""
    return Act(
        text=turn.text,
        event=turn.event,
        after=PAUSE if turn.after is None else turn.after,
        intent=turn.intent,
        place=turn.place,
        file=turn.file,
    )
