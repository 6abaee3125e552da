"""What a message tells unasked, and what only sounds like a fact."""

from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import plain, text
from bot.understanding.facts import Telling, durations, named, names, places, told
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


def days(message: str) -> list[float]:
    return durations.told(text.tokens(message), samples.CONTEXT.today, beside_symptom=True)


@pytest.mark.parametrize(
    ("message", "ago"),
    [
        ("hoje acordei com o nariz entupido", [0]),
        ("meu tio chegou ontem com tosse", [1]),
        ("deu uma quentura ontem e hoje amanheci com tosse", [1]),
        ("tengo tos desde ayer", [1]),
    ],
)
def test_the_day_on_which_somebody_woke_or_came_with_it_is_its_begin(message: str, ago: list[float]) -> None:
    assert days(message) == ago


@pytest.mark.parametrize(
    "message", ["fiquei com minha tia ontem, tô com tosse", "ontem choveu, tô com tosse"]
)
def test_a_day_of_something_else_is_no_begin(message: str) -> None:
    assert days(message) == []


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("meu nome é Raimunda Alves, tô com tosse", "Raimunda Alves"),
        ("me chamo Edinaldo tenho 50 anos", "Edinaldo"),
        ("Sou a Ivone, de Sobral", "Ivone"),
        ("me llamo Yolanda, tengo tos", "Yolanda"),
        ("sou a mãe dele, tô com tosse", None),
        ("sou o Pedro, meu nome é Pedro Lima", None),
        ("aqui é a Dalva, de Crato", "Dalva"),
        ("o nome dele é Caio", None),
        ("o médico do posto é o Paulo, e ele saiu", None),
        ("quem tá com febre é a Lia, de cinco anos", None),
    ],
)
def test_only_who_says_to_be_called_so_tells_a_name(message: str, name: str | None) -> None:
    assert names.told(answers.FreeText(name=True), message) == name


def test_a_message_for_the_team_is_told_by_no_name() -> None:
    assert names.told(answers.FreeText(), "meu nome é Raimunda") is None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("onde tem posto aberto aqui em Sobral?", {"municipio": "Sobral"}),
        ("onde tem posto em Sobral?", {}),
        ("quem mora em Sobral vacina onde?", {}),
    ],
)
def test_a_question_tells_where_one_is_and_no_other_place(message: str, expected: dict[str, str]) -> None:
    telling = Telling(slot="municipio", answer=answers.MunicipalityAnswer())
    assert told((telling,), message, samples.CONTEXT, beside_question=True) == expected
