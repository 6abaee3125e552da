"""All words of a message together say which topic it is of, and how surely it is of any."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from benchmarks.understanding import messages
from bot.understanding import text, topic_odds

#: A sentence as close as this to a measured message would be learnt by heart.
NEARLY_EQUAL = 92

TAUGHT = topic_odds.TopicOdds([
    ("limpeza", "como limpar a casa de quem está doente"),
    ("limpeza", "precisa passar álcool nas compras"),
    ("animais", "meu cachorro pode pegar covid"),
    ("animais", "gato passa covid para gente"),
    ("viagem", "posso viajar de avião com covid"),
    ("viagem", "viajar de ônibus pode"),
    ("#negar", "não quero"),
], topic_odds.besides())  # fmt: skip


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("a casa do doente limpa como?", "limpeza"),
        ("os caxorro pega covid?", "animais"),
        ("vou viaja de onibus", "viagem"),
    ],
)
def test_the_topic_of_most_words_is_the_likeliest(message: str, key: str) -> None:
    """Misspelt words are known by their letters."""
    odds = TAUGHT.likeliest(message)
    assert odds is not None
    assert odds.key == key
    assert odds.ahead > 0
    assert odds.above_none > 0


def test_what_people_write_every_day_is_likelier_of_no_topic() -> None:
    odds = TAUGHT.likeliest("hoje eu acordei tarde e perdi o trabalho, mas já almocei e tô bem")
    assert odds is not None
    assert odds.above_none < 0


@pytest.mark.parametrize("message", ["", "?", "xyzw", " ".join(["covid"] * 26)])
def test_what_holds_nothing_that_was_taught_or_too_much_is_of_no_topic(message: str) -> None:
    assert TAUGHT.likeliest(message) is None


def test_a_pack_without_examples_has_no_topics() -> None:
    assert topic_odds.TopicOdds([]).likeliest("posso viajar?") is None


@given(st.text(max_size=400))
@settings(deadline=None)
def test_any_text_is_weighed_and_always_the_same(message: str) -> None:
    odds = TAUGHT.likeliest(message)
    assert odds == TAUGHT.likeliest(message)
    assert odds is None or (not math.isnan(odds.ahead) and odds.ahead >= 0)


@given(
    st.permutations(
        [
            ("a", "dor de dente"),
            ("b", "dor de ouvido"),
            ("c", "unha encravada"),
            ("a", "dente mole"),
        ]
    )
)
def test_the_order_in_which_it_was_taught_makes_no_difference(taught: list[tuple[str, str]]) -> None:
    odds = topic_odds.TopicOdds(taught).likeliest("tenho um dente mole e uma unha")
    assert odds is not None
    assert odds.key == "a"


def test_no_sentence_of_every_day_is_nearly_a_message_that_understanding_is_measured_with() -> None:
    measured = sorted({text.fold(one.say) for one in messages.load()} - {""})
    near = [
        said
        for said in topic_odds.besides()
        if process.extractOne(text.fold(said), measured, scorer=fuzz.ratio, score_cutoff=NEARLY_EQUAL)
    ]
    assert near == []
