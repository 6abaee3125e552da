"""Which classes can come about where a conversation classifies, and could an answer that was not asked change them?

Where flows have led a conversation, each answer is known only by its block: what flows tell apart. The protocol tells
apart more. A solver says which classes the answers of these blocks can give, with answers for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import z3

from bot.content.definitions import Value
from bot.content.protocols import Protocol
from bot.proving import class_formula, symbols, witnesses
from bot.proving.sample_answers import SampleAnswers

type_answers = Mapping[str, Value]


class ClassesAt:
    """Asks about one protocol; what was asked once is known."""

    def __init__(self, protocol: Protocol, samples: SampleAnswers) -> None:
        """Begin with nothing asked."""
        self._protocol = protocol
        self._samples = samples
        self._formula = class_formula.of(protocol)
        self._solver = z3.Solver()
        self._solver.add(self._formula.plausible)
        self._known: dict[object, tuple[type_answers, ...]] = {}
        self._missing: dict[object, tuple[str, type_answers] | None] = {}

    def every(self, slots: type_answers, flags: Sequence[str]) -> tuple[type_answers, ...]:
        """For each class that the blocks of these answers can give, answers that give it; worst first."""
        key = self._key(slots, flags)
        if key not in self._known:
            self._known[key] = tuple(self._every(slots, flags))
        return self._known[key]

    def missing(self, slots: type_answers, flags: Sequence[str]) -> tuple[str, type_answers] | None:
        """An input that was not asked and could make the class worse, with the answers that show it."""
        if flags:
            return None  # with a red flag people take over at once; what is missing they ask themselves
        key = self._key(slots, flags)
        if key not in self._missing:
            self._missing[key] = next(self._not_asked(slots), None)
        return self._missing[key]

    def danger_slots(self) -> frozenset[str]:
        """The inputs of which one answer alone gives the worst class."""
        return frozenset(name for name in self._formula.inputs if self._alone(name))

    def _alone(self, name: str) -> bool:
        others = [one.null for slot, one in self._formula.inputs.items() if slot != name]
        return self._model([*others, *self._without_flags(), self._formula.severity == 0]) is not None

    def _every(self, slots: type_answers, flags: Sequence[str]) -> Iterator[type_answers]:
        given = [*self._blocks(slots), *self._flagged(flags)]
        for severity in range(len(self._protocol.classes)):
            model = self._model([*given, self._formula.severity == severity])
            if model is not None:
                values = symbols.values_in(model, self._formula.inputs)
                yield {name: value for name, value in values.items() if slots.get(name) is not None}

    def _not_asked(self, slots: type_answers) -> Iterator[tuple[str, type_answers]]:
        given = [*self._blocks(slots), *self._without_flags()]
        for name in sorted(self._protocol.looked_at & self._formula.inputs.keys()):
            one = self._formula.inputs[name]
            if slots.get(name) is not None:
                continue
            asked = symbols.symbol(one.declared, mark="'")
            worse = self._formula.with_input(name, asked) < self._formula.severity
            rightly = [
                symbols.formula(omission.condition.says, self._formula.inputs)
                for omission in one.declared.not_asked_when
            ]
            said = z3.And(asked.is_said, symbols.plausible({name: asked}))
            wanted = [*given, said, worse, z3.Not(z3.Or(rightly))]
            if self._model(wanted) is not None:
                solver = z3.Solver()
                solver.add(self._formula.plausible, *wanted)
                model = witnesses.simplest(self._formula, solver)
                values = symbols.values_in(model, self._formula.inputs)
                yield name, {**values, name: symbols.value_in(model, asked)}

    def _blocks(self, slots: type_answers) -> Iterator[z3.BoolRef]:
        """Each answer is in its block; what was not asked is null."""
        for name, one in self._formula.inputs.items():
            value = slots.get(name)
            if value is None:
                yield one.null
                continue
            yield z3.Not(one.null)
            if name in self._samples.exact:
                yield symbols.equals(one, tuple(value) if isinstance(value, list) else value)
                continue
            parts = self._samples.looked.get(name, ())
            for part, holds in zip(parts, self._samples.block(name, value), strict=True):
                if symbols.readable(part):
                    yield symbols.formula(part, {name: one}) == holds

    def _flagged(self, flags: Sequence[str]) -> Iterator[z3.BoolRef]:
        for name, seen in self._formula.flags.items():
            yield seen == (name in flags)

    def _without_flags(self) -> Iterator[z3.BoolRef]:
        return (z3.Not(seen) for seen in self._formula.flags.values())

    def _model(self, formulas: Sequence[z3.BoolRef]) -> z3.ModelRef | None:
        """Answers for which all of it holds; None when there are none."""
        self._solver.push()
        self._solver.add(*formulas)
        model = self._solver.model() if self._solver.check() == z3.sat else None
        self._solver.pop()
        return model

    def _key(self, slots: type_answers, flags: Sequence[str]) -> object:
        blocks = tuple(
            (name, slots.get(name) is None, self._samples.block(name, slots.get(name)))
            for name in self._formula.inputs
        )
        return blocks, tuple(sorted(flags))
