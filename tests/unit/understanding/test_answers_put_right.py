"""What somebody takes back, and what they put in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import corrections

UNITS = ["anos", "dias", "meses", "graus"]


@pytest.mark.parametrize(
    ("message", "instead"),
    [
        ("errei, são 3 dias", "3 dias"),
        ("na verdade tenho 57", "tenho 57"),
        ("digo, 38,9", "38,9"),
        ("opa falei errado, minha idade é 43", "minha idade e 43"),
        ("eita, digitei a idade errada, é 49", "49"),
        ("botei o município errado, é Crato", "crato"),
        ("3 dias... não, 4 dias", "4 dias"),
        ("não é 40 anos, é 48", "48 anos"),
        ("sobral, ou melhor, massapê", "massape"),
        ("não é 30 não, é 39", "39"),
        ("botei 18, tenho 81", "81"),
        ("tenho 34 e não 30 anos", "34 anos"),
        ("são 5 dias, não 9", "5 dias"),
        ("37, digitei errado", "37"),
        ("a temperatura que eu disse tá errada, deu 38,5", "deu 38,5"),
        ("corrige a cidade pra baturité", "baturite"),
        ("me confundi, moro em ipu", "moro em ipu"),
    ],
)
def test_what_is_said_behind_the_words_that_take_back_counts(message: str, instead: str) -> None:
    assert corrections.behind(message) == instead


@given(
    st.sampled_from(["disse", "falei", "botei", "coloquei"]),
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(UNITS),
    st.sampled_from([", é {}", " mas foi {}", " mas na verdade são {}"]),
)
def test_two_numbers_of_which_the_first_was_said_give_the_second(
    said: str, first: int, second: int, unit: str, instead: str
) -> None:
    """The unit may stand with either of them."""
    assert corrections.behind(f"eu {said} {first} {unit}{instead.format(second)}") == f"{second} {unit}"
    assert corrections.behind(f"{said} {first}{instead.format(f'{second} {unit}')}") == f"{second} {unit}"


@pytest.mark.parametrize(
    "message",
    ["tenho 57 anos", "disse 40 e pronto", "são 3 dias", "não tenho febre", "o médico disse que é covid", ""],
)
def test_who_takes_nothing_back_puts_nothing_in_its_place(message: str) -> None:
    assert corrections.behind(message) is None


@pytest.mark.parametrize("message", ["errei a idade", "quero mudar a cidade", "tá errada a idade"])
def test_who_wants_an_answer_changed_says_so(message: str) -> None:
    assert corrections.wants_change(message)


def test_who_said_something_wrong_need_not_say_what() -> None:
    assert corrections.said_wrong("acho que falei errado lá em cima")


@pytest.mark.parametrize("message", ["tenho febre", "são 3 dias"])
def test_an_answer_wants_no_change(message: str) -> None:
    assert not corrections.wants_change(message)
    assert not corrections.said_wrong(message)


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ("falei 25 mas é 35", 25.0),
        ("não é 40 anos, é 48", 40.0),
        ("são 3 e não 9", 9.0),
        ("tenho 57 anos", None),
    ],
)
def test_the_number_that_is_wrong_is_known(message: str, wrong: float | None) -> None:
    assert corrections.number_taken_back(message) == wrong


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ("não é granja, moro em camocim", "granja"),
        ("é ipu, eu tinha dito granja errado", "granja"),
        ("granja não, acaraú", "granja"),
        ("falei viçosa do ceará mas é tianguá", "vicosa do ceara"),
    ],
)
def test_the_name_that_is_wrong_may_be_found(message: str, wrong: str) -> None:
    assert wrong in {before for before, _ in corrections.names_taken_back(message)}
