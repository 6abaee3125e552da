"""Which written conversations come by the place of a mutant? They are played first, because they notice it if any do.

This only saves time. Where none of them notices, all others are played too, unless they cannot go otherwise: the engine
looks at the rules of a protocol only where it classifies, so that a conversation in which every class and every reason
comes out as before goes word for word as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bot.content.protocols import Protocol
from bot.engine import classification
from bot.engine.effects import Classified
from bot.engine.run import Passed

Written = TypeVar("Written")


class Touching(Generic[Written]):
    """Written conversations, each with the steps it comes by and the classes that are decided in it."""

    def __init__(self) -> None:
        """None yet."""
        self._known: list[tuple[Written, frozenset[str], tuple[Classified, ...]]] = []

    def add(self, written: Written, path: Iterable[Passed], classified: Iterable[Classified]) -> None:
        """One more, as it goes in the pack as it is."""
        steps = frozenset(f"{passed.flow}.{passed.step}" for passed in path)
        self._known.append((written, steps, tuple(classified)))

    def __len__(self) -> int:
        return len(self._known)

    def touched(self, protocol: Protocol, step: str | None, *, only_rules: bool) -> Iterator[Written]:
        """Those that this step, or this protocol, could change; then the others, unless only rules differ."""
        later = []
        for written, steps, classified in self._known:
            if step in steps or any(_otherwise(protocol, one) for one in classified):
                yield written
            else:
                later.append(written)
        if not only_rules:
            yield from later


def _otherwise(protocol: Protocol, decided: Classified) -> bool:
    """Whether this protocol gives the same answers another class, or other reasons."""
    flags = [reason.id for reason in decided.reasons if reason.is_flag]
    now = classification.classify(protocol, decided.inputs, flags)
    return now.risk_class != decided.risk_class or now.reasons != decided.reasons
