"""The quick way of weighing topics says the same as the formulas, worked out plainly."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding import columns, likeness, small_words, topic_odds
from tests import plain_topics

#: Few words, so that sentences share some; endings, repeats and denials among them.
WORDS = sorted(
    small_words.listed("""posso pode nao sem vacina vacinas vacinar covid dengue febre dor de a o tomar banho mar remedio quando
    quantos dias isolamento isolado gato gatos pega trabalhar trabalho atestado xyz""")
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
TAUGHT = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "d", "#nada"]), SENTENCES), min_size=1, max_size=25
)
#: What two ways of adding may differ by; no bar is as fine.
CLOSE = 1e-4


@given(TAUGHT, SENTENCES)
@settings(deadline=None)
def test_what_a_message_is_most_like_is_found_without_looking_at_every_sentence(
    taught: list[tuple[str, str]], message: str
) -> None:
    """Topics that cannot be liker than the best so far are not weighed; the best is always the best."""
    plainly = plain_topics.likenesses(taught, message)
    like = likeness.Likeness(taught).nearest(message)
    if like is None:
        assert plainly == {}
        return
    assert like.score == pytest.approx(max(plainly.values()), abs=CLOSE)
    assert plainly[like.key] == pytest.approx(max(plainly.values()), abs=CLOSE)


@given(TAUGHT, SENTENCES)
@settings(deadline=None)
def test_the_odds_of_all_topics_are_added_at_once(taught: list[tuple[str, str]], message: str) -> None:
    plainly = plain_topics.odds(taught, message)
    topics = sorted((score for key, score in plainly.items() if key != "#nada"), reverse=True)
    found = topic_odds.TopicOdds(taught).likeliest(message)
    if found is None:
        assert not topics
        return
    assert plainly[found.key] == pytest.approx(topics[0], abs=CLOSE)
    assert found.ahead == pytest.approx(topics[0] - (topics[1] if len(topics) > 1 else -math.inf), abs=CLOSE)
    assert found.above_none == pytest.approx(topics[0] - plainly.get("#nada", -math.inf), abs=CLOSE)


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(0, 6), st.floats(0, 20), max_size=7),
            st.floats(0, 2),
        ),
        max_size=20,
    )
)
def test_columns_are_added_as_numbers_are(rows: list[tuple[dict[int, float], float]]) -> None:
    """No column runs over into the next."""
    together = sum(columns.row(numbers) * columns.factor(factor) for numbers, factor in rows)
    for column, found in enumerate(columns.unpacked(together, 7)):
        exact = math.fsum(numbers.get(column, 0) * factor for numbers, factor in rows)
        assert exact <= found <= exact + CLOSE * (1 + exact)
