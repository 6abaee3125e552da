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
