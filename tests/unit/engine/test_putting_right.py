"""Answers that are put right in passing, with or without saying which."""

from __future__ import annotations

import pytest

from tests.talk import Talk, demo_flows

ANSWERED = ("oi", "sim", "Maria", "45", "Sobral", "tosse e febre")


@pytest.fixture
def talk():
    talk = Talk(demo_flows())
    talk.say_all(ANSWERED)
    assert talk.state.asking == "dias_sintomas"
    return talk


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("errei a idade", "idade"),
        ("quero corrigir minha idade", "idade"),
        ("meu deus que cabeça a minha, errei a minha idade ali em cima, tem como arrumar isso?", "idade"),
        ("dá pra voltar e mudar a cidade que eu falei? coloquei a errada", "municipio"),
        ("me enganei no nome", "nome"),
    ],
)
def test_the_answer_that_is_named_is_asked_again_at_once(talk, said, asked):
    """Nobody picks from a list what they have said already."""
    talk.says(said)
    assert talk.state.asking == asked


@pytest.mark.parametrize(
    "said", ["errei, quero corrigir", "acho que falei errado uma coisa lá em cima, tem como corrigir"]
)
def test_where_none_is_named_the_answers_so_far_are_listed(talk, said):
    """With numbers, to choose from."""
    words = talk.says(said)
    assert "2. Idade: 45 anos" in words
    talk.says("2")
    assert talk.state.asking == "idade"


def test_after_the_named_answer_the_conversation_goes_on_where_it_was(talk):
    """All other answers stay."""
    talk.say_all(["errei a idade", "47"])
    assert talk.state.slots["idade"] == 47
    assert talk.state.slots["municipio"] == "Sobral"
    assert talk.state.asking == "dias_sintomas"


def test_what_is_to_be_corrected_may_be_said_with_what_it_should_be(talk):
    """ "Corrigir" and the answer in one message."""
    talk.says("quero corrigir: 47 anos")
    assert talk.state.slots["idade"] == 47
    assert talk.state.asking == "dias_sintomas"


@pytest.mark.parametrize("said", ["desculpa, qual cidade?", "3 dias, desde que mudei de cidade"])
def test_naming_an_answer_alone_corrects_nothing(talk, said):
    """Something has to say that it is wrong."""
    talk.says(said)
    assert talk.state.slots["municipio"] == "Sobral"


@pytest.mark.parametrize(
    ("said", "slot", "right"),
    [
        ("falei 45 mas é 54", "idade", 54),
        ("não é 45 não, é 46", "idade", 46),
        ("tenho 44 e não 45", "idade", 44),
        ("não é Sobral, moro em Camocim", "municipio", "Camocim"),
        ("moça, é Tianguá, eu tinha dito Sobral errado", "municipio", "Tianguá"),
        ("a cidade tá errada, é Ipu", "municipio", "Ipu"),
    ],
)
def test_a_bare_answer_is_put_where_the_wrong_one_was(talk, said, slot, right):
    """By the number or the town that is taken back, or by what it is called; the pending question comes again."""
    talk.says(said)
    assert talk.state.slots[slot] == right
    assert talk.state.asking == "dias_sintomas"


def test_a_bare_number_behind_an_error_is_of_the_question_right_before():
    talk = Talk(demo_flows())
    talk.say_all(ANSWERED[:4])
    assert talk.state.asking == "municipio"
    talk.says("errei, é 47")
    assert talk.state.slots["idade"] == 47
    assert talk.state.asking == "municipio"


def test_what_answers_the_pending_question_corrects_no_other(talk):
    talk.says("3 dias, digo, 4")
    assert talk.state.slots["dias_sintomas"] == 4
    assert talk.state.slots["idade"] == 45


def test_who_refuses_for_something_else_gets_it_and_is_not_asked_again():
    """The topic is answered at once; consent is refused already when its question would come again."""
    talk = Talk(demo_flows())
    talk.says("oi")
    assert talk.state.asking == "consentimento"
    talk.says("não quero não, só queria saber os sintomas da covid")
    assert "utter_faq_sintomas" in talk.responses
    assert talk.state.slots["consentimento"] is False
    assert talk.state.asking == "menu"
