"""Where no rule reads an answer, all its words together say which one it is most likely, and how surely."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from benchmarks.understanding import messages
from bot.understanding import answer_odds, text
from tests.talk import ROOT, demo_flows

#: A sentence as close as this to a measured message would be learnt by heart.
NEARLY_EQUAL = 92

BREATH = answer_odds.Question("breath", {answer_odds.UNKNOWN: "unknown"}, {})
CONTACT = answer_odds.Question("contact", {answer_odds.YES: "yes", answer_odds.NO: "no"}, {})
TAUGHT = answer_odds.AnswerOdds([
    answer_odds.Example("breath", "tired", "subo a escada e preciso parar"),
    answer_odds.Example("breath", "tired", "não aguento subir a escada"),
    answer_odds.Example("breath", "normal", "subo a escada sem nada sentir"),
    answer_odds.Example("breath", "normal", "a de sempre, respiro fundo"),
    answer_odds.Example("contact", "yes", "minha vizinha caiu de cama"),
    answer_odds.Example("contact", "no", "na minha rua estão todos sãos"),
    answer_odds.Example("", "topics", "onde tomo a vacina"),
])  # fmt: skip


def likeliest(message: str, question: answer_odds.Question) -> str:
    odds = TAUGHT.weighed(message, question)
    return max(odds, key=odds.__getitem__)


@pytest.mark.parametrize(
    ("message", "question", "answer"),
    [
        ("nas escadas eu presizo parar", BREATH, "tired"),
        ("respiro bem fundo como sempre", BREATH, "normal"),
        ("a vizinha tá de cama", CONTACT, "yes"),
        ("todos da rua tão sãos", CONTACT, "no"),
    ],
)
def test_the_answer_of_most_words_is_the_likeliest(
    message: str, question: answer_odds.Question, answer: str
) -> None:
    assert likeliest(message, question) == answer
    assert TAUGHT.weighed(message, question)[answer] > 0


@pytest.mark.parametrize(
    ("message", "answer"), [("infelizmente confirmo", "yes"), ("Deus é mais, nunca", "no")]
)
def test_a_plain_yes_or_no_answers_a_question_of_yes_or_no_alone(message: str, answer: str) -> None:
    assert likeliest(message, CONTACT) == answer
    assert max(TAUGHT.weighed(message, BREATH).values()) < 0


@pytest.mark.parametrize("message", ["onde se toma vacina", "minha vizinha caiu de cama", "meu nome é Joana"])
def test_what_answers_another_question_or_none_is_likelier_of_none(message: str) -> None:
    assert max(TAUGHT.weighed(message, BREATH).values()) < 0


def test_a_denied_word_does_not_say_what_it_says_otherwise() -> None:
    said, denied = (
        TAUGHT.weighed(words, BREATH)["tired"] for words in ("preciso parar", "não preciso parar")
    )
    assert denied < said


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from(" ?!,.eaosrnãç1234567890\n"), max_size=200) | st.text(max_size=100))
def test_any_text_is_weighed_for_known_answers_only(message: str) -> None:
    odds = TAUGHT.weighed(message, CONTACT)
    assert odds.keys() <= {"yes", "no"}
    assert not any(map(math.isnan, odds.values()))


def test_every_plain_sentence_is_of_a_known_kind_and_written_once() -> None:
    kinds = Counter(kind for kind, _ in answer_odds.plain_answers())
    assert kinds.keys() == {answer_odds.YES, answer_odds.NO, answer_odds.UNKNOWN, answer_odds.OTHER}
    said = Counter(said for _, said in answer_odds.plain_answers())
    assert [words for words, times in said.items() if times > 1] == []


def test_no_plain_sentence_is_nearly_a_message_that_understanding_is_measured_with() -> None:
    measured = sorted({
        text.fold(one.say) for folder in (messages.FOLDER, messages.DENGUE) for one in messages.load(folder)
    } - {""})  # fmt: skip
    near = [
        said
        for _, said in answer_odds.plain_answers()
        if process.extractOne(text.fold(said), measured, scorer=fuzz.ratio, score_cutoff=NEARLY_EQUAL)
    ]
    assert near == []


@pytest.mark.parametrize("pack", ["covid19", "dengue"])
def test_every_answer_of_a_shipped_question_has_examples(pack: str) -> None:
    """One without any would hardly be read, and its words would be taken for another."""
    content = demo_flows(ROOT / "flows" / pack).content
    given_for = {(example.slot, example.answer) for example in content.answer_examples}
    for slot, question in demo_flows(ROOT / "flows" / pack).weighable.items():
        answers = {answer for name, answer in given_for if name == slot}
        assert set(question.plain.values()) - {"desconhecido"} <= answers, slot
