"""Who one is, where, how old, since when and how hot, told unasked; and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import text
from bot.understanding.answers import municipality
from bot.understanding.facts import (
    Telling,
    ages,
    durations,
    names,
    places,
    temperatures,
    told,
)
from tests import answer_samples as samples


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


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Sobral, 33 anos, febre", ["Sobral"]),
        ("tosse 5 dias 48 anos Sobral", ["Sobral"]),
        ("aqui é do sítio de Sobral", ["Sobral"]),
        ("vivo en Sobral", ["Sobral"]),
        ("ele tem 2 anos, é de Sobral", ["Sobral"]),
        ("sou o Zé Maria de Sobral", ["Sobral"]),
        ("moro em Russas mas tô em Sobral", ["Russas", "Sobral"]),
        ("fui passear em Sobral", []),
    ],
)
def test_a_town_alone_among_ages_and_times_is_the_home(message: str, expected: list[str]) -> None:
    assert places.told(text.tokens(message), samples.MUNICIPALITIES) == expected


@pytest.mark.parametrize("word", ["choró", "graça"])
def test_a_town_that_is_a_word_of_every_day_is_none_alone(word: str) -> None:
    municipalities = municipality.MunicipalityIndex([("Choró", ()), ("Graça", ())], state="CE")
    assert places.told(text.tokens(f"febre, {word}, tosse"), municipalities) == []
    assert places.told(text.tokens(f"moro em {word}"), municipalities) != []


@pytest.mark.parametrize(
    ("message", "years"),
    [
        ("tenho 31 trabalho em escola", [31]),
        ("homem 54 obeso", [54]),
        ("mulher, 37a, tosse", [37]),
        ("idade 59 cidade Icó", [59]),
        ("tenho 20 comprimidos", []),
        ("tenho 98 de saturação", []),
        ("tem 12 por 8", []),
        ("tenho 4 gatos", []),
    ],
)
def test_an_age_needs_no_word_for_years(message: str, years: list[float]) -> None:
    assert ages.told(text.tokens(message)) == years


@pytest.mark.parametrize(
    ("message", "ago"),
    [
        ("minha vizinha testou positivo ontem, hoje acordei espirrando", [0]),
        ("faz 1 dia, e tô grávida de 3 meses", [1]),
        ("febre de 38 desde cedo", [0]),
        ("há uma semana e meia", [10.5]),
        ("começou 12/11", [10]),
        ("desde 12 de novembro", [10]),
        ("hace dos días", [2]),
        ("desde el lunes", [6]),
        ("nasceu sexta, tem 5 dias", []),
        ("minha mãe testou positivo ontem", []),
    ],
)
def test_the_time_of_something_else_is_told_apart_by_its_clause(message: str, ago: list[float]) -> None:
    assert days(message) == ago


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("nome Luzia idade 59 cidade Icó", "Luzia"),
        ("Nome: Maria José da Silva, 34 anos", "Maria José da Silva"),
        ("oi, é a Raquel de Iguatu", "Raquel"),
        ("sou o Zé Maria tenho tosse", "Zé Maria"),
        ("aqui é a Agente de saúde", None),
        ("nome do paciente: João", None),
    ],
)
def test_a_name_is_told_on_a_form_and_in_a_greeting(message: str, name: str | None) -> None:
    assert names.told(answers.FreeText(name=True), message) == name


@pytest.mark.parametrize(
    ("message", "years"),
    [
        ("hipertensa, 62, tosse", []),
        ("minha mãe de 60 anos testou positivo e eu tô com tosse", []),
        ("minha mãe tem 60 anos e tá com tosse", [60]),
        ("minha filha eu tenho 69 anos", [69]),
        ("ela tem 30 e eu 33", [30, 33]),
        ("febre, 38, tosse", []),
        ("saturação, 95, tosse", []),
    ],
)
def test_an_age_is_of_the_ill_one_and_is_said_to_be_one(message: str, years: list[float]) -> None:
    assert ages.told(text.tokens(message)) == years


@pytest.mark.parametrize(
    ("message", "degrees"),
    [
        ("febre que não baixa de 38", [38]),
        ("37 e 2 de temperatura", [37.2]),
        ("tiene fiebre de 39", [39]),
        ("calor de 40 graus aqui", []),
        ("febre há 3 dias e 38 galinhas", []),
    ],
)
def test_a_temperature_is_of_a_fever_and_not_of_the_day(message: str, degrees: list[float]) -> None:
    answer = answers.Temperature(minimum=34, maximum=43)
    assert temperatures.told(text.tokens(message), answer) == degrees


@pytest.mark.parametrize(
    ("message", "ago"),
    [
        ("minha sogra veio sábado, e eu comecei a espirrar", []),
        ("estou no quinto dia de sintomas", [5]),
        ("começou segunda, mas a tosse veio ontem", [6]),
        ("desde segunda, com febre que chega em 39", [6]),
    ],
)
def test_the_begin_is_read_where_it_is_told(message: str, ago: list[float]) -> None:
    assert days(message) == ago


def test_two_times_are_no_one_begin() -> None:
    assert len(days("há quatro dias com diarreia e hoje começou uma febre")) > 1


@pytest.mark.parametrize(
    "message", ["moro sozinha em Sobral", "moro com minha mãe em Sobral", "sou professora em Sobral"]
)
def test_whom_one_lives_with_stands_before_the_town(message: str) -> None:
    assert places.told(text.tokens(message), samples.MUNICIPALITIES) == ["Sobral"]


def test_a_number_before_a_mark_is_no_temperature_of_what_follows() -> None:
    answer = answers.Temperature(minimum=34, maximum=43)
    assert temperatures.told(text.tokens("eu tenho 39, minha febre tá 38,8"), answer) == [38.8]


@pytest.mark.parametrize(
    ("message", "ago"), [("tô gripado, terceiro dia, febre", [3]), ("terceiro dia da semana de provas", [])]
)
def test_a_day_that_is_counted_alone_tells_the_begin(message: str, ago: list[float]) -> None:
    assert days(message) == ago


def test_an_age_behind_a_mark_is_no_time() -> None:
    assert ages.told(text.tokens("tá com febre desde ontem, 67 anos, diabetes")) == [67]
