"""Which classes can come about where a conversation classifies, and could an answer that was not asked change them?

Where flows have led a conversation, each answer is known only by its block: what flows tell apart. The protocol tells
apart more. A solver says which classes the answers of these blocks can give, with answers for each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import z3

from bot.content.definitions import Value
from bot.content.protocols import Protocol
from bot.engine import classification
from bot.proving import class_formula, symbols, witnesses
from bot.proving.named_facts import NamedFacts, type_fact
from bot.proving.sample_answers import SampleAnswers

#: So many of the solver's choices are tried again for a class, before it is asked.
_MOST_REMEMBERED: Final = 6

type_answers = Mapping[str, Value]
#: Answers and red flags that something was asked of.
type_asked = tuple[type_answers, tuple[str, ...]]
#: A class, and answers that give it.
type_class = tuple[str, type_answers]
#: The number of the block of every input's answer, in the order of inputs.
type_blocks = tuple[int, ...]
#: Answers by their blocks, and red flags.
type_key = tuple[type_blocks, tuple[str, ...]]


class ClassesAt:
    """Asks about one protocol; what was asked once is known."""

    def __init__(self, protocol: Protocol, samples: SampleAnswers) -> None:
        """Begin with nothing asked."""
        #: Which one.
        self.protocol = protocol
        #: Its inputs, in their order.
        self.inputs = tuple(protocol.inputs)
        self._samples = samples
        self._formula = class_formula.of(protocol)
        self._facts = NamedFacts(self._formula.plausible)
        #: By the number of a block: what its answers have in common.
        self._in_blocks: dict[int, tuple[type_fact, ...]] = {}
        self._known: dict[type_key, tuple[type_class, ...]] = {}
        self._missing: dict[type_key, str | None] = {}
        #: What was asked first under each key, in the order in which it was asked.
        self._asked: dict[type_key, type_asked] = {}
        #: By class: what the solver chose otherwise than was said, last first.
        self._gave: dict[str, deque[type_answers]] = {}
        #: Whether somewhere two classes were decided in one turn, so that the first one was not asked for here.
        self.bypassed = False

    def every(self, slots: type_answers, flags: Sequence[str]) -> tuple[type_class, ...]:
        """For each class that the blocks of these answers can give, answers that give it; worst first."""
        key = self._key(slots, flags)
        if key not in self._known:
            self._known[key] = tuple(self._every(slots, flags))
        return self._known[key]

    def known(self, blocks: type_blocks, flags: Sequence[str]) -> tuple[type_class, ...] | None:
        """The same of answers of these blocks, in the order of inputs; None where that was not asked yet."""
        return self._known.get((blocks, tuple(sorted(flags))))

    def missing(self, slots: type_answers, flags: Sequence[str]) -> str | None:
        """An input that was not asked and could make the class worse."""
        if flags:
            return None  # with a red flag people take over at once; what is missing they ask themselves
        key = self._key(slots, flags)
        if key not in self._missing:
            self._missing[key] = next(self._not_asked(slots), None)
        return self._missing[key]

    def known_missing(self, blocks: type_blocks) -> tuple[str | None] | None:
        """What is missing from answers of these blocks, or that nothing is, without red flags; None where that was not asked yet."""
        known = blocks, ()
        return (self._missing[known],) if known in self._missing else None

    def can_be(self, risk_class: str, slots: type_answers, flags: Sequence[str]) -> bool:
        """Whether the blocks of these answers can give this class."""
        given = [*self._blocks(slots), *self._flagged(flags)]
        return self._facts.possible([*given, self._severe(self.protocol.severity(risk_class))])

    def asked(self) -> Iterator[tuple[type_answers, tuple[str, ...], tuple[type_class, ...] | None, bool]]:
        """What was asked of which answers and red flags: the classes, where asked for, and whether anything was missing."""
        for key, (slots, flags) in self._asked.items():
            yield slots, flags, self._known.get(key), key in self._missing

    def danger_slots(self) -> frozenset[str]:
        """The inputs of which one answer alone gives the worst class."""
        return frozenset(name for name in self._formula.inputs if self._alone(name))

    def _alone(self, name: str) -> bool:
        others = [self._null(slot) for slot in self._formula.inputs if slot != name]
        return self._facts.possible([*others, *self._flagged(()), self._severe(0)])

    def _every(self, slots: type_answers, flags: Sequence[str]) -> Iterator[type_class]:
        given = [*self._blocks(slots), *self._flagged(flags)]
        said = {name: slots[name] for name in self._formula.inputs if slots.get(name) is not None}
        for severity, risk_class in enumerate(self.protocol.classes):
            facts = [*given, self._severe(severity)]
            if self._facts.forbidden(facts):
                continue
            shown = self._remembered(risk_class.id, said, flags) or self._solved(risk_class.id, facts, said)
            if shown is not None:
                yield risk_class.id, shown

    def _remembered(self, risk_class: str, said: type_answers, flags: Sequence[str]) -> type_answers | None:
        """Answers that gave the class elsewhere, as far as they are of the same blocks: mostly they spare the solver."""
        for differing in ({}, *self._gave.get(risk_class, ())):
            if all(
                name in said and self._same_block(name, value, said[name])
                for name, value in differing.items()
            ):
                shown = {**said, **differing}
                if classification.classify(self.protocol, shown, flags).risk_class == risk_class:
                    return shown
        return None

    def _same_block(self, name: str, value: Value, other: Value) -> bool:
        return self._samples.block(name, value) == self._samples.block(name, other)

    def _solved(self, risk_class: str, facts: Sequence[type_fact], said: type_answers) -> type_answers | None:
        """The solver's answers for the class; None when there are none."""
        model = self._facts.model(facts)
        if model is None:
            return None
        shown = symbols.values_in(model, {name: self._formula.inputs[name] for name in said})
        differing = {name: value for name, value in shown.items() if said[name] != value}
        self._gave.setdefault(risk_class, deque(maxlen=_MOST_REMEMBERED)).appendleft(differing)
        return shown

    def _not_asked(self, slots: type_answers) -> Iterator[str]:
        given = [*self._blocks(slots), *self._flagged(())]
        for name in sorted(self.protocol.looked_at & self._formula.inputs.keys()):
            if slots.get(name) is not None:
                continue
            wanted = self._facts.fact((name, "matters"), partial(self._could_matter, name))
            if self._facts.possible([*given, wanted]):
                yield name

    def _if_asked(self, name: str) -> symbols.Symbol:
        return symbols.symbol(self._formula.inputs[name].declared, mark="'")

    def _could_matter(self, name: str) -> z3.BoolRef:
        return self._matters(name, self._if_asked(name))

    def _matters(self, name: str, asked: symbols.Symbol) -> z3.BoolRef:
        """The answer would make the class worse, and nothing says that it is rightly not asked."""
        worse = self._formula.with_input(name, asked) < self._formula.severity
        rightly = [
            symbols.formula(omission.condition.says, self._formula.inputs)
            for omission in self._formula.inputs[name].declared.not_asked_when
        ]
        return z3.And(asked.is_said, symbols.plausible({name: asked}), worse, z3.Not(z3.Or(rightly)))

    def simplest(self, slots: type_answers, name: str) -> type_answers:
        """The simplest answers that show that this one is missing."""
        asked = self._if_asked(name)
        solver = z3.Solver()
        solver.add(self._formula.plausible, self._matters(name, asked))
        about = (one for name in self.inputs for one in self._about(name, slots.get(name)))
        solver.add(*(formula() == holds for _, formula, holds in about))
        solver.add(*(z3.Not(seen) for seen in self._formula.flags.values()))
        model = witnesses.simplest(self._formula, solver)
        return {**symbols.values_in(model, self._formula.inputs), name: symbols.value_in(model, asked)}

    def _null(self, name: str) -> type_fact:
        return self._facts.fact((name, "null"), partial(_null, self._formula.inputs[name]))

    def _severe(self, severity: int) -> type_fact:
        return self._facts.fact(("severity", severity), partial(self._is, severity))

    def _is(self, severity: int) -> z3.BoolRef:
        return self._formula.severity == severity

    def _blocks(self, slots: type_answers) -> Iterator[type_fact]:
        """Each answer is in its block; what was not asked is null."""
        for name in self.inputs:
            block = self._samples.number(name, slots.get(name))
            known = self._in_blocks.get(block)
            if known is None:
                about = self._about(name, slots.get(name))
                known = self._in_blocks[block] = tuple(
                    self._facts.fact(of, formula, holds=holds) for of, formula, holds in about
                )
            yield from known

    def _about(self, name: str, value: Value) -> Iterator[tuple[Hashable, Callable[[], z3.BoolRef], bool]]:
        """What an answer has in common with all of its block."""
        one = self._formula.inputs[name]
        yield (name, "null"), partial(_null, one), value is None
        if value is None:
            return
        if name in self._samples.exact:
            said = tuple(value) if isinstance(value, list) else value
            yield (name, "is", repr(said)), partial(symbols.equals, one, said), True
            return
        parts = self._samples.looked.get(name, ())
        blocks = zip(parts, self._samples.block(name, value), strict=True)
        for number, (part, holds) in enumerate(blocks):
            if symbols.readable(part):
                yield (name, number), partial(symbols.formula, part, {name: one}), bool(holds)

    def _flagged(self, flags: Sequence[str]) -> Iterator[type_fact]:
        for name, seen in self._formula.flags.items():
            yield self._facts.fact(("flag", name), partial(_itself, seen), holds=name in flags)

    def _key(self, slots: type_answers, flags: Sequence[str]) -> type_key:
        number = self._samples.number
        blocks = tuple([number(name, slots.get(name)) for name in self.inputs])
        key = blocks, tuple(sorted(flags))
        if key not in self._asked:
            said = {name: value for name in self._formula.inputs if (value := slots.get(name)) is not None}
            alike = {name: self._samples.alike(name, value) for name, value in said.items()}
            self._asked[key] = alike, key[1]
        return key


def _null(one: symbols.Symbol) -> z3.BoolRef:
    return one.null


def _itself(formula: z3.BoolRef) -> z3.BoolRef:
    return formula
