"""Which written conversations come by the place of a mutant? They are played first, because they notice it if any do.

This only saves time. Where none of them notices, all others are played too, unless they cannot go otherwise: the engine
looks at the rules of a protocol only where it classifies, so that a conversation in which every class and every reason
comes out as before goes word for word as before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.cases.definitions import Case
from bot.content.protocols import Protocol
from bot.engine import classification
from bot.engine.effects import Classified
from bot.engine.run import Passed
from bot.vignettes.definitions import Vignette

Written = TypeVar("Written", Case, Vignette)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known(Generic[Written]):
    """A written conversation, as it goes in the pack as it is."""

    written: Written
    #: The steps it comes by → how many more it comes by after the last time.
    steps: dict[str, int]
    classified: tuple[Classified, ...]


class Touching(Generic[Written]):
    """Written conversations, each with the steps it comes by and the classes that are decided in it."""

    def __init__(self) -> None:
        """None yet."""
        self._known: list[_Known[Written]] = []

    def add(self, written: Written, path: Iterable[Passed], classified: Iterable[Classified]) -> None:
        """One more, as it goes in the pack as it is."""
        passed = [f"{passed.flow}.{passed.step}" for passed in path]
        steps = {step: len(passed) - place for place, step in enumerate(passed)}
        self._known.append(_Known(written=written, steps=steps, classified=tuple(classified)))

    def names(self) -> frozenset[str]:
        """Of all of them."""
        return frozenset(named(known.written) for known in self._known)

    def called(self, name: str) -> Iterator[Written]:
        """The one of that name, if it is known."""
        return (known.written for known in self._known if named(known.written) == name)

    def without(self, names: Collection[str]) -> Touching[Written]:
        """All but these."""
        left: Touching[Written] = Touching()
        left._known = [known for known in self._known if named(known.written) not in names]
        return left

    def __len__(self) -> int:
        return len(self._known)

    def touched(self, protocol: Protocol, step: str | None) -> Iterator[Written]:
        """Those that this step, or this protocol, could change.

        First those that end soonest after the step, for they are about it, and those that get another class; then those
        for which only other rules hold.
        """
        if step is not None:
            by = [known for known in self._known if step in known.steps]
            yield from (known.written for known in sorted(by, key=lambda known: known.steps[step]))
            return
        later = []
        for known in self._known:
            classes, reasons = _otherwise(protocol, known.classified)
            if classes:
                yield known.written
            elif reasons:
                later.append(known.written)
        yield from later

    def untouched(self, protocol: Protocol, step: str | None) -> Iterator[Written]:
        """All others."""
        for known in self._known:
            by = step in known.steps if step is not None else any(_otherwise(protocol, known.classified))
            if not by:
                yield known.written


def named(written: Case | Vignette) -> str:
    """Where a written conversation is found again, whatever line it stands in today."""
    return f"{written.mark.file}: {written.id if isinstance(written, Vignette) else written.name}"


def _otherwise(protocol: Protocol, decided: Iterable[Classified]) -> tuple[bool, bool]:
    """Whether this protocol gives the same answers another class anywhere; whether it gives other reasons."""
    now = [
        (one, classification.classify(protocol, one.inputs, [why.id for why in one.reasons if why.is_flag]))
        for one in decided
    ]
    classes = any(one.risk_class != other.risk_class for one, other in now)
    return classes, any(one.reasons != other.reasons for one, other in now)
