"""One solver for many questions: is there anything of which all these facts hold?

Every fact has a name, so that the solver keeps what it learned from one question to the next. When the answer is no, the
solver says which facts alone forbid it: wherever these are asked about together again, the answer is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable

import z3

#: The name of a fact; with a "!" before it, that it does not hold.
type_fact = str


class NamedFacts:
    """Remembers what was asked."""

    def __init__(self, always: z3.BoolRef) -> None:
        """What holds of everything."""
        self._solver = z3.Solver()
        self._solver.add(always)
        self._names: dict[Hashable, type_fact] = {}
        self._terms: dict[type_fact, z3.BoolRef] = {}
        self._forbidden: list[frozenset[type_fact]] = []

    def fact(self, of: Hashable, says: Callable[[], z3.BoolRef], *, holds: bool = True) -> type_fact:
        """That this holds, or that it does not; `of` tells it from all others, `says` is asked once."""
        name = self._names.get(of)
        if name is None:
            name = self._names[of] = f"#{len(self._names)}"
            term = z3.Bool(name)
            self._solver.add(term == says())
            self._terms |= {name: term, f"!{name}": z3.Not(term)}
        return name if holds else f"!{name}"

    def model(self, facts: Collection[type_fact]) -> z3.ModelRef | None:
        """Something of which all of them hold; None when there is nothing."""
        return self._solver.model() if self.possible(facts) else None

    def forbidden(self, facts: Collection[type_fact]) -> bool:
        """Whether it is known already that there is nothing of which all of them hold."""
        asked = frozenset(facts)
        return any(forbidden <= asked for forbidden in self._forbidden)

    def possible(self, facts: Collection[type_fact]) -> bool:
        """Whether there is anything of which all of them hold."""
        if self.forbidden(facts):
            return False
        asked = frozenset(facts)
        terms = {self._terms[name].get_id(): name for name in sorted(asked)}
        if self._solver.check(*(self._terms[name] for name in terms.values())) == z3.sat:
            return True
        self._forbidden.append(frozenset(terms[term.get_id()] for term in self._solver.unsat_core()))
        return False
