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
    ("message", "topic"),
    [
        ("posso voltar pra academia sem esperar?", "faq_exercicio"),
        ("tô com covid e dou de mamar, tiro o leite?", "faq_amamentacao"),
    ],
)
def test_a_question_means_what_all_its_words_do_whatever_one_of_them_denies_or_names(
    message: str, topic: str
) -> None:
    """Until November 2026 "sem" made any question a denial, and "tô com covid" inside one was a triage."""
    assert started(message) == topic


@pytest.mark.parametrize("message", ["salve salve", "tardee"])
def test_a_greeting_of_one_or_two_words_needs_fewer_to_be_sure(message: str) -> None:
    assert started(message) == "cumprimentar"


def test_who_asks_in_another_language_for_it_is_spoken_to_in_it() -> None:
    assert started("puede hablar en español conmigo?") == "pattern_speak_spanish"


@pytest.mark.parametrize("message", ["sorry, i do not speak portuguese", "minha filha estuda espanhol"])
def test_nobody_is_taken_over_to_a_language_that_they_only_name(message: str) -> None:
    """Nor to the one that is spoken already."""
    assert started(message) is None


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


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("moro no sítio com minhas galinhas, elas pegam covid? aqui é longe de tudo", "faq_animais"),
        ("depende, quem é que fica sabendo do que eu falo?", "meus_dados"),
    ],
)
def test_the_clause_that_asks_is_heard_beside_what_else_is_told(message: str, topic: str) -> None:
    assert started(message) == topic


@pytest.mark.parametrize(
    ("message", "topic"),
    [("agradecida, viu, a senhora é um doce de pessoa", "agradecer"), ("dia, minha gente", "cumprimentar")],
)
def test_what_people_say_rather_than_ask_about_needs_no_question(message: str, topic: str) -> None:
    """Most examples of thanks, greetings and complaints ask nothing."""
    assert started(message) == topic


@pytest.mark.parametrize("message", ["uso insulina de manhã e de noite", "o oxímetro da vizinha marcou 97"])
def test_who_only_tells_of_themselves_asks_about_no_topic(message: str) -> None:
    assert started(message) is None


def test_a_wish_to_stop_is_heard_in_place_of_an_answer() -> None:
    """A wish has words that ask, too; until November 2026 none of them ended a conversation."""
    wish = "pode parar com isso, não quero responder mais nada"
    assert started(wish, asking="condicoes") == "pattern_cancel_flow"
    assert started("posso parar de tomar o remédio quando?", asking="condicoes") != "pattern_cancel_flow"


@pytest.mark.parametrize("asking", [None, "idade", "respiracao"])
def test_a_command_is_one_although_some_of_its_words_sound_like_a_symptom(asking: str | None) -> None:
    """Until November 2026 "cansei" was weakness: "cansei de pergunta, fecha" started a triage, or answered how one breathes."""
    assert (
        started("ah cansei dessas perguntas, pode fechar a conversa", asking=asking) == "pattern_cancel_flow"
    )


@pytest.mark.parametrize("message", ["deixa quieto, continuo aqui", "to sem paciência hoje"])
def test_a_few_words_that_may_answer_are_no_command(message: str) -> None:
    assert started(message, asking="quer_pessoa") != "pattern_cancel_flow"


def test_who_tells_of_someone_ill_asks_nothing_of_pregnancy_or_age() -> None:
    assert started("minha sobrinha grávida fez o teste e positivou hoje") == "triagem"
    assert started("grávida com covid corre perigo?") == "faq_gravidez"


@pytest.mark.parametrize(
    "message", ["a prefeitura paga quando o aluguel do galpão", "fui de máscara na formatura do meu neto"]
)
def test_a_keyword_in_words_of_something_else_is_no_topic(message: str) -> None:
    assert started(message) is None


def test_a_blessing_asks_for_no_reasons() -> None:
    """Until November 2026 "que Deus" was nearly "por que deu isso"."""
    assert started("bom dia que Deus cuide da senhora") == "cumprimentar"


def test_a_symptom_in_a_question_in_place_of_an_answer_is_a_question() -> None:
    """Until November 2026 "gripe" alone was a symptom here, and started the triage."""
    asked = "queria saber se a vacina da gripe pode ir junto com a da covid"
    assert started(asked, asking="menu") == "faq_vacina_com_outras"


def test_people_say_what_they_fear_with_denials_too() -> None:
    assert started("morro de medo dessa doença, nem durmo mais de tanta preocupação") == "faq_ansiedade"


def test_rasa_stops_no_conversation_for_impatience() -> None:
    """A wish that is not like any taught one closes no room, however sure Rasa is."""
    sure = Parse(intent="parar", confidence=0.6)
    assert started("quero terminar de uma vez o cadastro do meu neto", parse=sure) != "pattern_cancel_flow"


@pytest.mark.parametrize(
    ("message", "confidence"),
    [
        ("quero saber do meu processo na justiça", 0.9),
        ("chamei o 192 e ninguém veio, isso lá é serviço?", 0.97),
    ],
)
def test_rasa_starts_nothing_that_the_examples_take_for_none(message: str, confidence: float) -> None:
    """Until November 2026 the same topic, however unlikely, was enough for a Rasa that is nearly sure."""
    intent = "meus_dados" if "processo" in message else "faq_samu"
    assert started(message, parse=Parse(intent=intent, confidence=confidence)) is None
