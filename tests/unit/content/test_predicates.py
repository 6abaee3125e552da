from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.content import conditions, predicates
from bot.content.answers import UNKNOWN
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Not

COMPARISONS = st.builds(
    Comparison,
    slot=st.sampled_from(["idade", "sintomas", "febre"]),
    comparer=st.sampled_from([comparer for comparer in Comparer if comparer is not Comparer.truthy]),
    constant=st.none() | st.booleans() | st.integers(-5, 99) | st.sampled_from(["tosse", UNKNOWN, "x y"]),
) | st.builds(Comparison, slot=st.sampled_from(["idade", "febre"]), comparer=st.just(Comparer.truthy))
PREDICATES = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds(Not, term=inner),
        st.builds(AllOf, terms=st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, terms=st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-9, 120)
    | st.sampled_from(["tosse", UNKNOWN])
    | st.just(["tosse"])
)


@given(predicate=PREDICATES, slots=st.dictionaries(st.sampled_from(["idade", "sintomas", "febre"]), VALUES))
def test_what_is_written_says_the_same_when_read_again(predicate, slots):
    """A tree written down and parsed holds of the same answers."""
    again = conditions.parse(predicates.written(predicate))
    assert again.holds(slots) == conditions.of(predicate).holds(slots)


def test_without_terms_all_holds_and_any_does_not():
    """`true` and `false` are the empty conjunction and the empty disjunction."""
    assert conditions.always().holds({})
    assert not conditions.never().holds({})
    assert (conditions.always().text, conditions.never().text) == ("true", "false")
