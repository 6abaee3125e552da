"""What a message tells unasked, and what only sounds like a fact."""

from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import plain, text
from bot.understanding.facts import Telling, named, places, told
from tests import answer_samples as samples
from tests.talk import demo_flows


def of_several(slot: str) -> answers.MultiChoice:
    """The list that a question of the demo pack takes."""
    answer = demo_flows().content.slots[slot].answer
    assert isinstance(answer, answers.MultiChoice)
    return answer


SYMPTOMS = of_several("sintomas")
CONDITIONS = of_several("condicoes")


def symptoms(message: str) -> list[str]:
    return list(named.told(SYMPTOMS.options, text.tokens(message), known=frozenset()))


def stated(message: str) -> list[str]:
    return [" ".join(token.word for token in sentence) for sentence in plain.sentences(text.tokens(message))]


@pytest.mark.parametrize(
    "message",
    [
        "tô cansada da rotina",
        "cansado de tanto trabalhar",
        "canso de esperar resposta",
        "fervendo de raiva desse posto",
        "minha cabeça tá explodindo de tanta conta pra pagar",
        "tenho medo de pegar covid e perder o olfato",
    ],
)
def test_who_is_weary_angry_or_afraid_tells_no_symptom(message: str) -> None:
    assert symptoms(message) == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("cansada do corpo, de tanto tossir", ["tosse", "fraqueza"]),
        ("muito cansada, com febre", ["febre", "fraqueza"]),
        ("tenho medo mas tô com febre", ["febre"]),
        ("com tosse e sem apetite", ["tosse", "barriga"]),
    ],
)
def test_a_symptom_beside_such_words_is_one(message: str, expected: list[str]) -> None:
    """ "Apetite" holds no pet: a cough beside it is nobody's but the person's."""
    assert symptoms(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("quem tá doente é minha mãe, 66 anos", ["quem esta doente e minha mae 66 anos"]),
        ("tenho asma, posso usar a bombinha?", ["tenho asma"]),
        ("bom dia, sou gestante, posso tomar a vacina?", ["sou gestante"]),
        ("posso tomar vacina com asma?", []),
        ("gestante, asmático, quem mais pode tomar?", []),
        ("tenho asma?", []),
        ("se eu tiver asma, posso tomar?", []),
        ("quem tem asma é do grupo de risco?", []),
    ],
)
def test_of_a_question_only_what_is_told_of_oneself_before_it_is_stated(
    message: str, expected: list[str]
) -> None:
    assert stated(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("sou a Socorro de Quixadá", ["Quixadá"]),
        ("minha sogra de Russas tá doente", ["Russas"]),
        ("cheguei de Russas ontem", []),
        ("o hospital de Sobral tá cheio", []),
    ],
)
def test_a_home_is_told_of_a_person(message: str, expected: list[str]) -> None:
    assert places.told(text.tokens(message), samples.MUNICIPALITIES) == expected


def test_a_condition_before_a_question_is_a_fact():
    tellings = (Telling(slot="condicoes", answer=CONDITIONS),)
    assert told(tellings, "tenho asma, posso usar a bombinha?", samples.CONTEXT) == {"condicoes": ["pulmao"]}
    assert told(tellings, "asma piora com covid?", samples.CONTEXT) == {}
