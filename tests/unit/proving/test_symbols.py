from __future__ import annotations

import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import conditions
from bot.content.answers import UNKNOWN
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Not
from bot.proving import symbols
from tests.unit.proving.small_protocols import content

NUMBERS = [0, 1, 2, 5, 9.5, 10, 11]
CONSTANTS = [None, True, False, UNKNOWN, "bom", "meio", "mau", "febre", "dor", "o", "outro", *NUMBERS]
COMPARISONS = st.builds(
    Comparison,
    slot=st.sampled_from(["idade", "tosse", "ar", "sinais"]),
    comparer=st.sampled_from([one for one in Comparer if one not in {Comparer.truthy, Comparer.contains}]),
    constant=st.sampled_from(CONSTANTS),
)
CONTAINS = st.builds(
    Comparison,
    slot=st.sampled_from(["idade", "tosse", "ar", "sinais"]),
    comparer=st.just(Comparer.contains),
    constant=st.sampled_from(["febre", "dor", "o", "bom", "conhec"]),
)
TRUTHY = st.builds(
    Comparison,
    slot=st.sampled_from(["idade", "tosse", "ar", "sinais"]),
    comparer=st.just(Comparer.truthy),
)
PREDICATES = st.recursive(
    COMPARISONS | CONTAINS | TRUTHY,
    lambda inner: (
        st.builds(Not, term=inner)
        | st.builds(AllOf, terms=st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, terms=st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=5,
)
SAID = {
    "idade": st.integers(0, 12),
    "tosse": st.booleans(),
    "ar": st.sampled_from(["bom", "meio", "mau"]),
    "sinais": st.lists(st.sampled_from(["febre", "dor"]), unique=True),
}
ANSWERS = st.fixed_dictionaries({slot: st.none() | st.just(UNKNOWN) | said for slot, said in SAID.items()})


@settings(max_examples=300, deadline=None)
@given(predicate=PREDICATES, answers=ANSWERS)
def test_a_formula_holds_of_just_the_answers_that_the_condition_holds_of(
    tmp_path_factory, predicate, answers
):
    """What the solver reasons about is what the engine computes, for every comparison and every kind of answer."""
    known = symbols.symbols(content().protocol.inputs.values())
    solver = z3.Solver()
    solver.add(symbols.plausible(known), symbols.formula(predicate, known))
    solver.add([symbols.equals(one, answers[slot]) for slot, one in known.items()])
    assert (solver.check() == z3.sat) == conditions.of(predicate).holds(answers)
