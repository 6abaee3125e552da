"""The judge of `make chaos` finds each kind of fault; a check that cannot fail would prove nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.chaos import expecting, scripts, verdict
from tests.talk import demo_flows

WORDS = st.lists(st.text(min_size=1, max_size=5), min_size=2, max_size=8)
AT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


def judged(expected, heard, *, decided=(), transfers=(), ownerless=False) -> verdict.Verdict:
    return verdict.judge(
        seed=1,
        messages=1,
        expected=expected,
        heard=heard,
        decided=decided,
        transfers=transfers,
        ownerless=ownerless,
    )


@given(WORDS)
def test_what_came_as_it_should_is_clean(words):
    """All words, once, in order."""
    assert judged(words, words).clean


@given(WORDS, st.data())
def test_a_word_that_did_not_come_is_lost(words, data):
    """One is missing, wherever it was."""
    gone = data.draw(st.integers(0, len(words) - 1))
    assert judged(words, words[:gone] + words[gone + 1 :]).lost == 1


@given(WORDS, st.data())
def test_a_word_that_came_twice_is_doubled(words, data):
    """One is said again, wherever that is."""
    which, where = data.draw(st.sampled_from(words)), data.draw(st.integers(0, len(words)))
    found = judged(words, [*words[:where], which, *words[where:]])
    assert (found.doubled, found.clean) == (1, False)


@given(st.lists(st.text(min_size=1), min_size=2, max_size=8, unique=True))
def test_words_in_another_order_are_found(words):
    """Everything came, backwards."""
    found = judged(words, list(reversed(words)))
    assert found.out_of_order > 0
    assert (found.lost, found.doubled) == (0, 0)


@given(WORDS)
def test_a_word_that_nothing_asked_for_is_unexpected(words):
    """An apology, or an answer made from half a state, is not what the engine says."""
    assert judged(words, [*words, "nunca dito antes"]).unexpected == 1


def test_hand_offs_and_owners_are_looked_at():
    """Given away twice, never, or to nobody: none of it is clean."""
    assert judged([], [], decided=["urgencia"], transfers=["Urgência", "Urgência"]).handoffs_doubled == 1
    assert judged([], [], decided=["urgencia"]).handoffs_missing == 1
    assert not judged([], [], ownerless=True).clean


@given(st.integers(0, 10_000))
def test_a_seed_tells_the_same_story_again(seed):
    """A failing seed can be replayed."""
    assert scripts.script(seed) == scripts.script(seed)


def test_every_story_is_understood_without_rasa():
    """No line of a story is met with "não entendi": the answer would hang on whether Rasa was there."""
    flows = demo_flows()
    puzzled = {
        variation.text
        for name, response in flows.content.responses.items()
        if name == "utter_not_understood" or name.startswith("utter_invalid")
        for variation in response.variations
    }
    for seed in range(60):
        expected = expecting.Expected(flows, room_id=f"room-{seed}", channel="api")
        for entry in scripts.script(seed).entries:
            for text in entry:
                expected.write(text, now=AT)
        assert expected.heard
        assert not [said for said in expected.heard if any(said.startswith(text) for text in puzzled)]
