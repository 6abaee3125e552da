"""What went wrong in a conversation, by what the citizen's side received? Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One conversation's faults; all zero is clean."""

    seed: int
    #: Messages the citizen wrote to Bela.
    messages: int
    #: Words that should have come and did not.
    lost: int
    #: Words that came more often than they should.
    doubled: int
    #: Words that came, and not in their place.
    out_of_order: int
    #: Words that nothing asked for.
    unexpected: int
    #: Hand-offs beyond those decided.
    handoffs_doubled: int
    handoffs_missing: int
    #: The room is open, and nobody serves it or is asked to.
    ownerless: bool

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        wrong = (self.lost, self.doubled, self.out_of_order, self.unexpected, self.handoffs_doubled)
        return not any(wrong) and not self.handoffs_missing and not self.ownerless


def judge(
    *,
    seed: int,
    messages: int,
    expected: Sequence[str],
    heard: Sequence[str],
    decided: Sequence[str],
    transfers: Sequence[str],
    ownerless: bool,
) -> Verdict:
    """Compare what was heard with what should have been, and the transfers with the hand-offs decided."""
    wanted, came = Counter(expected), Counter(heard)
    more = came - wanted
    in_place = [text for text in heard if text in wanted]
    out_of_order = (
        0 if more or wanted - came else sum(a != b for a, b in zip(expected, in_place, strict=True))
    )
    return Verdict(
        seed=seed,
        messages=messages,
        lost=(wanted - came).total(),
        doubled=sum(count for text, count in more.items() if text in wanted),
        out_of_order=out_of_order,
        unexpected=sum(count for text, count in more.items() if text not in wanted),
        handoffs_doubled=max(0, len(transfers) - len(decided)),
        handoffs_missing=max(0, len(decided) - len(transfers)),
        ownerless=ownerless,
    )
