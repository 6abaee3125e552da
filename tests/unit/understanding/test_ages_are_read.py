"""How old is somebody?"""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import answers
from bot.understanding import readings
from tests import answer_samples as reading

T = TypeVar("T")


def _table(rows: dict[T, str]) -> list[tuple[T, str]]:
    return [(value, message) for value, messages in rows.items() for message in messages.split("|")]


AGES = {
    67: "67|67 anos|tenho 67 anos|tenho 67|sessenta e sete|sessenta e sete anos|67 anos.|minha mãe tem 67|ela tem 67 anos|idade 67|67a|67anos|secenta e sete|sesenta e sete anos|eu tenho 67 anos de idade|fiz 67 ontem|67, febre há 3 dias|sessenta e 7|vou fazer 68 em janeiro|vai fazer 68 mês que vem|67 pra 68|67, faço 68 em março|67, faço 68 no carnaval|vou interar 68 semana que vem|na casa dos 60, sessenta e sete|67 quase 68|faço 68 ano que vem|caí com 3 anos, hoje tô com 67",
    50: "cinquentão|sou uma cinquentona|cinquentei|cinquenta",
    0.5: "meio ano|tem meio ano|6 meses de nascida",
    0: "recém nascido|recem-nascida|0",
    0.03: "nasceu há 10 dias",
    0.04: "15 dias de vida",
    0.06: "3 semanas|meu bebê tem 20 dias",
    0.42: "bebê de 5 meses|o bb tá com cinco meizinho",
    0.83: "ela faz 11 meses amanhã, então 10",
    0.67: "8 meses|oito meses|ele tem 8 meses",
    0.96: "11 meses e meio",
    1: "1 ano|um ano|um aninho|1|um|12 meses",
    1.25: "1 ano e 3 meses",
    1.5: "1 ano e meio|um ano e meio|18 meses",
    1.67: "1 ano e 8 meses",
    2: "2 anos|dois anos|2 aninhos|2 anos e 4 meses|24 meses|dois anos e meio",
    25: "25|vinte e cinco|25 anos, grávida de 8 meses|tenho vinte e cinco anos",
    76: "nasci em 1950|1950|em 1950 nasci|12/05/1950|12 de maio de 1950|nascida em 1950",
    75: "nasci em 1950, faço em dezembro|sou de 1950, ainda não fiz|nasci dia 3 do 12 de 50|23/11/1950|nasci em 23 de novembro de 1950|31/12/1950",
    103: "cento e três|103 anos",
    100: "cem|cem anos",
}  # fmt: skip


@given(st.integers(2, 119), st.sampled_from(["mês que vem", "em março", "agora em dezembro", "dia 12"]))
def test_who_will_be_so_old_is_a_year_younger(years: int, when: str) -> None:
    assert reading.read(answers.Age(), f"vou fazer {years} {when}") == readings.Read(years - 1)


@pytest.mark.parametrize(("value", "message"), _table(AGES))
def test_an_age_is_read_in_years(value: readings.Value, message: str) -> None:
    """Number words and birth dates give whole years; below two years months count."""
    found = reading.read(answers.Age(), message)
    assert found == readings.Read(value)
    assert isinstance(found.value, int) or (isinstance(found.value, float) and found.value < 2)


@pytest.mark.parametrize(
    ("message", "value"),
    [("150", "150"), ("121 anos", "121"), ("-5", "-5"), ("999", "999"), ("85999998888", "85999998888")],
)
def test_an_implausible_age_is_told(message: str, value: str) -> None:
    """An age outside the range is refused with its value."""
    assert reading.read(answers.Age(), message) == reading.out_of_range(value)


@pytest.mark.parametrize("message", ["eu 30 e minha mãe 67", "67 ou 68", "67 anos e ela 70 anos"])
def test_two_ages_are_asked_back(message: str) -> None:
    """Two different ages are ambiguous."""
    assert reading.read(answers.Age(), message) == reading.AMBIGUOUS


@pytest.mark.parametrize(
    "message",
    ["sou idoso", "?", "👴", "tosse há 3 dias", "febre tem 3 semanas", "adulto", "nasci em maio", "sim"],
)
def test_words_without_an_age_are_not_guessed(message: str) -> None:
    """Without an age there is no value."""
    assert reading.read(answers.Age(), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "years"),
    [("6 mesinhos", 0.5), ("fiz 30 mês passado", 30), ("sou de 1985", 41), ("sou de 85", 41)],
)
def test_everyday_ways_to_tell_an_age(message: str, years: float) -> None:
    """Diminutives are months, too; "mês passado" counts nothing; a year of birth needs no "nasci"."""
    assert reading.read(answers.Age(), message) == readings.Read(years)


@pytest.mark.parametrize("message", ["sou da década de 60", "vou fazer 60 ano que vem"])
def test_an_age_that_is_not_told_exactly_is_asked_again(message: str) -> None:
    """A decade, and a birthday to come, are no age."""
    assert reading.read(answers.Age(), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "years"),
    [
        ("meu marido 52 e eu 47, quem tá doente é ele", 52),
        ("eu tenho 30 e minha mãe 62, é pra minha mãe", 62),
        ("a minha é 33 e a dele 40, a doente sou eu", 33),
        ("minha mulher 45 eu 50, ela que tá mal", 45),
        ("setenta, com cara de cinquenta", 70),
        ("38 mas pareço 28", 38),
        ("tenho 66 mas me sinto com 30", 66),
    ],
)
def test_of_several_ages_the_one_of_whoever_is_ill_is_read(message: str, years: int) -> None:
    """How old somebody looks, or somebody else is, is no age of theirs."""
    assert reading.read(answers.Age(), message) == readings.Read(years)


@pytest.mark.parametrize(
    "message", ["ele 40 ela 39", "eu 20, minha irmã 22, minha mãe 50, quem tá doente é ela"]
)
def test_of_several_ages_none_is_guessed(message: str) -> None:
    assert not isinstance(reading.read(answers.Age(), message), readings.Read)
