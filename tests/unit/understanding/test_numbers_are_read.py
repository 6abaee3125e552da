from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import answers
from bot.understanding import readings
from bot.understanding.answers import number_words
from tests import answer_samples as reading

T = TypeVar("T")

TEMPERATURES = {
    38.5: "38 , 5|38,5|38.5|38,5°C|38.5°C|38,5 graus|38 e meio|trinta e oito e meio|38 graus e meio|38°5|38º5|trinta e oito vírgula cinco|38 ponto 5|deu 38,5|"
    "38,5 no termômetro|tô com 38,5 de febre|uns 38,5|febre de 38,5 há 3 dias|medi agora e deu 38,5 graus|38,50|não sei, uns 38,5|trinta e oito ponto cinco|era 38, agora 38,5|quase 39, 38,5",
    39.0: "39|uns 39 graus|39 graus|39°|39º|39ºC|39 c|trinta e nove|trinta e nove graus|quase 39|39 de febre|deu 39 ontem|39!|39.|mais de 39|39,0",
    36.7: "36,7|trinta e seis e sete|36 e 7|36.7 graus|tá 36,7|a dele tá 36,7",
    40.0: "40|quarenta|quarenta graus|40 graus de febre",
}  # fmt: skip


@given(st.sampled_from([20, 30, 40, 50, 60, 70, 80, 90]), st.integers(1, 9))
def test_a_number_begun_in_words_may_end_in_a_digit(tens: int, ones: int) -> None:
    """ "Sessenta e 4", as voice-to-text writes it."""
    words = dict(
        zip(
            range(20, 100, 10),
            ["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"],
            strict=True,
        )
    )
    assert reading.read(answers.Age(), f"{words[tens]} e {ones}") == readings.Read(tens + ones)


@given(st.integers(85, 100), st.integers(85, 100))
def test_of_two_saturations_the_one_of_now_counts(before: int, now: int) -> None:
    answer = answers.Number(minimum=50, maximum=100, whole=True)
    assert reading.read(answer, f"era {before}, agora {now}") == readings.Read(now)


@pytest.mark.parametrize(
    "message",
    [
        "spo2 95 pulso 88",
        "tá dando 95 e 75 de batimento",
        "95 por cento no dedo",
        "no hospital era 90, desde que tive alta é sempre 95",
        "noventa e cinco, medi agora com o da minha vizinha aqui do lado",
        "ficou entre 94 e 96, a última foi 95",
    ],
)
def test_a_saturation_is_told_from_what_is_measured_beside_it(message: str) -> None:
    answer = answers.Number(
        minimum=50, maximum=100, unit="%", unit_words=("por cento", "de saturação"), whole=True
    )
    assert reading.read(answer, message) == readings.Read(95)


def test_two_numbers_of_now_are_asked_back() -> None:
    answer = answers.Number(minimum=50, maximum=100, whole=True)
    assert isinstance(reading.read(answer, "97 98"), readings.NotUnderstood)


def _table(rows: dict[T, str]) -> list[tuple[T, str]]:
    return [(value, message) for value, messages in rows.items() for message in messages.split("|")]


@pytest.mark.parametrize(("value", "message"), _table(TEMPERATURES))
def test_a_temperature_is_read_in_digits_and_words(value: readings.Value, message: str) -> None:
    """Decimal commas, halves, degree signs and number words give degrees Celsius."""
    found = reading.read(answers.Temperature(), message)
    assert found == readings.Read(value)
    assert isinstance(found.value, float)


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("385", "385"),
        ("45", "45"),
        ("20 graus", "20"),
        ("-38", "-38"),
        ("101", "101"),
        ("9" * 500, "1000000000000"),
        ("33,9", "33,9"),
        ("43,1", "43,1"),
        ("10", "10"),
    ],
)
def test_an_implausible_temperature_is_told_and_not_guessed(message: str, value: str) -> None:
    """A temperature outside the range is refused with its value; 385 is not made into 38,5."""
    assert reading.read(answers.Temperature(), message) == reading.out_of_range(value)


@pytest.mark.parametrize(
    "message",
    [
        "38 ou 39",
        "entre 38 e 39",
        "36,5 e depois 38",
        "38/39",
        "ontem 38 hoje 39",
        "38 39",
        "era 39, agora 38,4",
    ],
)
def test_two_temperatures_are_asked_back(message: str) -> None:
    """Two different values in one answer are ambiguous; so is a higher one at an unknown time, as the highest is asked for."""
    assert reading.read(answers.Temperature(), message) == reading.AMBIGUOUS


@pytest.mark.parametrize(
    ("message", "highest"),
    [
        ("bateu 38,9 na madrugada e agora desceu pra 36,9", 38.9),
        ("tá 37 agora mas ontem à noite tava 39,4", 39.4),
        ("39 às 2 da manhã, 38 agora", 39.0),
        ("o pico foi 40, agora 38,5", 40.0),
    ],
)
def test_the_highest_temperature_of_the_last_day_is_read(message: str, highest: float) -> None:
    assert reading.read(answers.Temperature(), message) == readings.Read(highest)


@pytest.mark.parametrize("message", ["semana passada deu 40, agora 37", "menos de 38", "abaixo de 37,5"])
def test_a_temperature_of_longer_ago_or_a_limit_is_asked_back(message: str) -> None:
    assert not isinstance(reading.read(answers.Temperature(), message), readings.Read)


@pytest.mark.parametrize(
    "message",
    [
        "febre alta",
        "normal",
        "alta",
        "?",
        "🤒",
        "sim",
        "não",
        "3 dias",
        "não chegou a 38",
        "não passou de 38",
        "qual a temperatura normal?",
        "tenho 3 filhos",
    ],
)
def test_words_without_a_temperature_are_not_guessed(message: str) -> None:
    """Without a temperature there is no value."""
    assert reading.read(answers.Temperature(), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    "message",
    [
        "não sei",
        "não medi",
        "não tenho termômetro",
        "n medi",
        "sem termometro",
        "não tem termômetro",
        "nao lembro",
        "medi não",
        "não deu pra medir",
        "prefiro não dizer",
        "n tenho o termometro",
        "não medi ainda",
    ],
)
def test_not_having_measured_is_an_answer(message: str) -> None:
    """No thermometer means that the temperature is not known."""
    assert reading.read(answers.Temperature(), message) == reading.UNKNOWN
    assert reading.read(answers.Temperature(allow_unknown=False), message) == reading.UNCLEAR


def test_a_number_is_read_with_its_unit_and_in_its_range() -> None:
    """A number may carry the question's unit; whole numbers are stored whole."""
    weight = answers.Number(minimum=2, maximum=300, unit="kg", unit_words=("quilos", "kilos"))
    assert reading.read(weight, "peso 72,5 kg") == readings.Read(72.5)
    assert reading.read(weight, "setenta e dois quilos e não 80 reais") == readings.Read(72)
    assert reading.read(weight, "72") == readings.Read(72)
    assert reading.read(weight, "1 kg") == reading.out_of_range("1")
    assert reading.read(weight, "70 ou 80") == reading.AMBIGUOUS
    assert reading.read(weight, "3 dias") == reading.UNCLEAR
    assert reading.read(weight, "não sei") == reading.UNCLEAR


def test_half_a_person_is_no_answer_to_a_whole_number() -> None:
    """A whole number refuses fractions and reads negative ones within its range."""
    people = answers.Number(minimum=0, maximum=30, whole=True, allow_unknown=True)
    assert reading.read(people, "2,5") == reading.UNCLEAR
    assert reading.read(people, "somos cinco") == readings.Read(5)
    assert reading.read(people, "não sei") == reading.UNKNOWN
    assert reading.read(people, "-1") == reading.out_of_range("-1")
    assert reading.read(answers.Number(minimum=-10, maximum=10), "-3") == readings.Read(-3)


def _in_words(number: int) -> str:
    ones = [
        "zero",
        "um",
        "dois",
        "três",
        "quatro",
        "cinco",
        "seis",
        "sete",
        "oito",
        "nove",
        "dez",
        "onze",
        "doze",
        "treze",
        "quatorze",
        "quinze",
        "dezesseis",
        "dezessete",
        "dezoito",
        "dezenove",
    ]
    tens = ["-", "-", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10] + (f" e {ones[number % 10]}" if number % 10 else "")
    if number % 100 == 0:
        return {100: "cem", 200: "duzentos"}[number]
    return f"cento e {_in_words(number % 100)}"


def test_every_number_up_to_two_hundred_is_read_in_words() -> None:
    """Number words are composed as in Portuguese."""
    whole = answers.Number(minimum=0, maximum=200, whole=True)
    wrong = [
        number for number in range(201) if reading.read(whole, _in_words(number)) != readings.Read(number)
    ]
    assert wrong == []


def test_a_value_is_shown_with_a_decimal_comma() -> None:
    """Values are shown to people as they are written in Brazil."""
    assert [number_words.as_written(value) for value in (38.5, 39.0, 0.25, 1e12)] == [
        "38,5",
        "39",
        "0,25",
        "1000000000000",
    ]


@pytest.mark.parametrize(
    "answer", [answers.Temperature(), answers.Age(), answers.Duration(), answers.Number(minimum=0, maximum=9)]
)
def test_an_empty_message_is_no_number(answer: answers.Answer) -> None:
    """An empty message is told as empty, a picture as unclear."""
    assert reading.read(answer, " ") == reading.EMPTY
    assert reading.read(answer, "😀") == reading.UNCLEAR


@pytest.mark.parametrize(
    "message",
    [
        "sem febre",
        "não tenho febre",
        "normal",
        "tá normal",
        "estou sem febre desde ontem",
        "febre baixa",
        "não tive",
    ],
)
def test_no_fever_is_no_measurement(message: str) -> None:
    """Words without a number are asked again: "sem" is not "cem", and nobody knows what is normal for whom."""
    assert reading.read(answers.Temperature(), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "degrees"),
    [("36 e meio", 36.5), ("36,5 sem febre", 36.5), ("sem febre, 36", 36.0), ("trinta e seis e meio", 36.5)],
)
def test_a_measurement_beside_such_words_counts(message: str, degrees: float) -> None:
    """The number is read."""
    assert reading.read(answers.Temperature(), message) == readings.Read(degrees)


@pytest.mark.parametrize("message", ["pressão 12 por 8, saturação 96", "spo2 96%", "96 e 82 batimentos"])
def test_of_several_numbers_the_only_possible_one_counts(message: str) -> None:
    """What lies out of range, or counts something else, is not the oxygen."""
    assert reading.read(answers.Number(minimum=70, maximum=100, whole=True), message) == readings.Read(96)


def test_a_broken_thermometer_has_not_measured() -> None:
    """It says that the value is not known."""
    assert reading.read(answers.Temperature(), "o termômetro quebrou") == reading.UNKNOWN


def test_tenths_are_said_behind_the_degrees() -> None:
    """ "39 graus e dois" are thirty-nine and two tenths."""
    assert reading.read(answers.Temperature(), "39 graus e dois décimos") == readings.Read(39.2)


@pytest.mark.parametrize(
    "message", ["não sei mexer nisso", "não sei ler direito", "esqueci de dizer uma coisa"]
)
def test_what_somebody_cannot_do_is_no_value_that_is_not_known(message: str) -> None:
    """ "Não sei ler" asks for help; "não sei dizer" answers."""
    assert reading.read(answers.Number(minimum=0, maximum=9, allow_unknown=True), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    "message", ["não sei dizer", "não sei informar", "nem tenho esse aparelho", "esqueci"]
)
def test_not_being_able_to_tell_is_an_answer(message: str) -> None:
    """Stored as not known."""
    assert reading.read(answers.Number(minimum=0, maximum=9, allow_unknown=True), message) == reading.UNKNOWN
