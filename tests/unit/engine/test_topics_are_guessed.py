"""Words that no phrase names start a topic where the examples are sure of it, and never in place of an answer that may be one."""

from __future__ import annotations

import pytest

from benchmarks.understanding import bela, messages
from bot.engine.turn import Parse
from tests.talk import demo_flows

FLOWS = demo_flows()


def started(message: str, *, asking: str | None = None, parse: Parse | None = None) -> str | None:
    labelled = messages.Message(
        say=message, theme="", asking=asking, flags=frozenset(), starts=frozenset(), slots={}, corrects=False
    )
    return bela.understood(FLOWS, labelled, parse=parse).starts


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("na minha rua tem gato solto, bicho passa covid pra gente?", "faq_animais"),
        ("fico com o corpo ruim depois que tomo a vacina?", "faq_vacina_reacoes"),
        ("em quantos dias eu deixo de passar isso pros outros de casa?", "faq_dias_transmite"),
    ],
)
def test_a_question_in_new_words_starts_its_topic(message: str, topic: str) -> None:
    assert started(message) == topic


def test_a_symptom_inside_a_question_starts_no_triage() -> None:
    """Until November 2026 any symptom that was named started one."""
    assert started("meu menino tá tossindo, pode ir pra creche?") == "faq_escola"


def test_who_tells_of_several_things_is_asking_nothing() -> None:
    assert started("tenho 34 anos e tô tossindo e com febre faz 3 dias") == "triagem"


def test_a_keyword_in_some_words_yields_to_what_all_words_mean() -> None:
    """ "com covid" is nearly "AAS com covid", a keyword of another topic."""
    assert started("dar de mamar com covid passa pro neném?") == "faq_amamentacao"


@pytest.mark.parametrize(
    "message", ["meu papagaio aprendeu a falar", "moro perto da escola", "tomo losartana de manhã"]
)
def test_a_statement_that_only_has_words_of_a_topic_starts_none(message: str) -> None:
    assert started(message) is None


def test_an_answer_is_no_topic_however_it_is_worded() -> None:
    assert started("fico em casa isolada faz 3 dias", asking="dias_sintomas") is None


def test_rasa_alone_starts_nothing_in_place_of_an_answer() -> None:
    parse = Parse(intent="faq_vacina", confidence=0.99, others=())
    assert started("o de sempre, uai", asking="condicoes", parse=parse) is None
