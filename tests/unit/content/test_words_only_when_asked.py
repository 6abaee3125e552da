"""Words that mean an option, or a yes, only where the question is asked."""

from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import plain, readings, text
from bot.understanding.facts import Telling, named, told
from tests import answer_samples as samples
from tests.talk import demo_flows

PREGNANT = answers.Choice(
    options=(
        answers.Option(id="nao", label="Não"),
        answers.Option(id="gravida", label="Sim", synonyms=("grávida",), when_asked=("estou 7 meses",)),
    )
)
CONTACT = answers.YesNo(about=("tive contato",), when_asked=("mãe ... covid",))


def unasked(answer: answers.Answer, message: str) -> dict[str, object]:
    options = frozenset(["gravida"])
    return dict(told((Telling(slot="asked", answer=answer, options=options),), message, samples.CONTEXT))


def test_an_option_is_read_by_words_that_mean_it_as_an_answer():
    assert samples.read(PREGNANT, "tô de 7 meses") == readings.Read("gravida")


def test_unasked_such_words_tell_nothing():
    assert unasked(PREGNANT, "tô tossindo e tô de 7 meses") == {}
    assert unasked(PREGNANT, "tô tossindo e tô grávida") == {"asked": "gravida"}


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("minha mãe que mora comigo pegou covid", True),
        ("minha mãe não tem covid", False),
        ("tive contato", True),
    ],
)
def test_a_statement_is_a_yes_as_an_answer_and_denied_a_no(message: str, value: bool) -> None:  # ruff: ignore[boolean-type-hint-positional-argument] - pytest gives it by name
    assert samples.read(CONTACT, message) == readings.Read(value)


@pytest.mark.parametrize(
    "message", ["minha mãe fez o teste de covid e deu negativo", "minha mãe teve covid em 2020"]
)
def test_a_negative_test_and_what_is_long_over_are_no_contact(message: str) -> None:
    assert not isinstance(samples.read(CONTACT, message), readings.Read)


def test_unasked_such_a_statement_tells_nothing():
    assert unasked(CONTACT, "minha mãe tem covid") == {}
    assert unasked(CONTACT, "tive contato ontem") == {"asked": True}


def test_alternatives_are_spelt_out_when_the_pack_is_read():
    options = demo_flows().content.slots["gestante"].answer
    assert isinstance(options, answers.Choice)
    said = {words for option in options.options for words in option.when_asked}
    assert {"estou 7 meses", "estou sete meses"} <= said
    assert not any("|" in words for words in said)


def test_what_is_told_of_oneself_begins_with_oneself():
    sentences = plain.of_oneself(text.tokens("tenho asma. problema de coração complica na covid"))
    assert [" ".join(token.word for token in sentence) for sentence in sentences] == ["tenho asma"]


def test_the_careful_index_of_unasked_words_knows_none_of_them():
    names = named.index(PREGNANT.options)
    assert names.find(names.prepared(text.tokens("estou 7 meses"))) == []
