from __future__ import annotations

import re
import string
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import answers
from bot.understanding import keywords, readings, red_flags, text
from bot.understanding.answers import documents
from tests import answer_samples as reading
from tests import danger_signs

OPTIONS = tuple(
    answers.Option(id=label, label=label) for label in ("febre", "tosse", "dor de cabeça", "dor no corpo")
)
NONE = answers.Option(id="nenhum", label="Nenhum desses")

QUESTIONS: tuple[answers.Answer, ...] = (
    answers.YesNo(),
    answers.Choice(options=OPTIONS, allow_unknown=True),
    answers.MultiChoice(options=OPTIONS, none=NONE, allow_unknown=True),
    answers.Number(minimum=2, maximum=200, unit="kg", allow_unknown=True),
    answers.Number(minimum=0, maximum=9, whole=True),
    answers.Age(),
    answers.Temperature(),
    answers.Duration(),
    answers.MunicipalityAnswer(),
    answers.FreeText(),
    answers.FreeText(name=True, maximum_length=80),
    answers.Date(),
    answers.Date(past_days=30, future_days=10),
    answers.Cpf(),
    answers.Cns(),
    answers.Phone(),
    answers.Attachment(),
    answers.Location(),
    answers.Subject(),
)
SCANNER = red_flags.RedFlagScanner(danger_signs.FLAGS)
INDEX = keywords.KeywordIndex((("stop", ("parar", "sair")), ("person", ("falar com uma pessoa",))))

_CHAT = [
    "sim",
    "nao",
    "n",
    "s",
    "tô",
    "com",
    "sem",
    "falta",
    "de",
    "ar",
    "dor",
    "no",
    "peito",
    "febre",
    "tosse",
    "38,5",
    "38",
    "39",
    "graus",
    "e",
    "meio",
    ",",
    ".",
    "?",
    "!",
    "-",
    "/",
    "3",
    "dias",
    "desde",
    "ontem",
    "segunda",
    "dia",
    "12",
    "12/11",
    "31/02",
    "uma",
    "semana",
    "um",
    "ano",
    "anos",
    "meses",
    "nasci",
    "em",
    "1950",
    "fortaleza",
    "moro",
    "juazeiro",
    "do",
    "norte",
    "meu",
    "nome",
    "é",
    "maria",
    "todos",
    "menos",
    "nenhum",
    "1",
    "2",
    "9",
    "ou",
    "nem",
    "mas",
    "👍",
    "👎",
    "😀",
    "que",
    "quando",
    "²",
    "½",
    "º",
    "<95",
    "saturação",
    "99999999999999999999",
    "0",
    "00",
    "vinte",
    "cento",
    "trinta",
    "vírgula",
    "ponto",
    "amanhã",
    "a",
    "o",
    "cabeça",
    "corpo",
    "c/",
    "s/",
    "num",
]
MESSAGES = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_CHAT), max_size=12).map(" ".join),
    st.lists(st.sampled_from(_CHAT), max_size=8).map("".join),
    st.text(alphabet=string.digits + ",./- ", max_size=30),
)

HOSTILE = {
    "one letter": "a" * 20_000,
    "one word": "falta " * 5_000,
    "a denied sign": "sem falta de ar " * 2_000,
    "a sign cut short": "dor de cabeça e " * 2_000,
    "glued": "faltadear" * 3_000,
    "digits": "9" * 20_000,
    "numbers": "38 " * 8_000,
    "points": "1.1" * 8_000,
    "number words": "cento e vinte e " * 2_000,
    "dates": "12/11/" * 4_000,
    "weekdays": "segunda " * 3_000,
    "dashes": "- " * 10_000,
    "lines": "\n" * 20_000,
    "emoji": "😀" * 20_000,
    "accents": "e" + "\u0301" * 20_000,
    "wide": "ﷺ" * 20_000,
    "began": "comecou " * 3_000,
    "names": "juazeiro do " * 2_000,
    "courtesy": "oi bom dia " * 2_000,
    "letters": "kjhgfdsapoiuytrewq" * 1_200,
    "html": "<script>alert('x')</script>" * 800,
    "sql": "'; DROP TABLE person; --" * 900,
}


def _is_allowed(question: answers.Answer, value: readings.Value) -> bool:  # ruff: ignore[too-many-return-statements]
    match question:
        case answers.YesNo():
            return isinstance(value, bool)
        case answers.Choice(options=options):
            return value in [option.id for option in options]
        case answers.MultiChoice(options=options):
            ids = [option.id for option in options]
            return isinstance(value, list) and value == [option_id for option_id in ids if option_id in value]
        case answers.Number(minimum=low, maximum=high, whole=whole):
            return isinstance(value, int if whole else int | float) and low <= value <= high
        case answers.Age(maximum=high):
            return (isinstance(value, int) and 0 <= value <= high) or (
                isinstance(value, float) and 0 <= value < 2
            )
        case answers.Temperature(minimum=low, maximum=high):
            return isinstance(value, float) and low <= value <= high
        case answers.Duration(maximum_days=high):
            return isinstance(value, int) and 0 <= value <= high
        case answers.MunicipalityAnswer():
            return reading.MUNICIPALITIES.find(str(value)) == readings.Read(value)
        case answers.FreeText(maximum_length=longest):
            return isinstance(value, str) and 0 < len(value) <= longest
        case _:
            return _is_form_allowed(question, str(value))


def _is_form_allowed(question: answers.Answer, value: str) -> bool:
    match question:
        case answers.Date(past_days=back, future_days=ahead):
            days = (reading.TODAY - date.fromisoformat(value)).days
            return -ahead <= days <= back
        case answers.Cpf():
            return documents.is_cpf(value)
        case answers.Cns():
            return documents.is_cns(value)
        case answers.Phone():
            return re.fullmatch(r"\+55\d{10,11}", value) is not None
        case answers.Location():
            return reading.MUNICIPALITIES.find(value) == readings.Read(value)
        case _:
            return isinstance(question, answers.Subject) and bool(value)


@settings(max_examples=150, deadline=None)
@given(MESSAGES)
def test_every_reading_is_allowed_by_its_question(message: str) -> None:
    """Whatever is written, a reader gives a value the question allows, or says why there is none."""
    for question in QUESTIONS:
        found = reading.read(question, message)
        if isinstance(found, readings.Read):
            assert _is_allowed(question, found.value), (question, found)
        elif isinstance(found, readings.Unknown):
            assert getattr(question, "allow_unknown", False)
        else:
            assert (found.why is readings.Why.EMPTY) is text.is_blank(message)
            assert (found.value is not None) is (found.why is readings.Why.OUT_OF_RANGE)
            assert not found.candidates or found.why is readings.Why.AMBIGUOUS


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
def test_scanning_and_naming_never_fail(message: str) -> None:
    """Whatever is written, danger signs and commands are looked for without an error, with the same result twice."""
    assert SCANNER.scan(message) == SCANNER.scan(message)
    assert INDEX.match(message) in {None, "stop", "person"}
    assert INDEX.exact(message) in {None, INDEX.match(message)}


@settings(max_examples=300, deadline=None)
@given(MESSAGES)
def test_folding_twice_changes_nothing(message: str) -> None:
    """A folded message is its own folded form, in ASCII and the degree sign, with single spaces."""
    folded = text.fold(message)
    assert text.fold(folded) == folded
    assert folded.replace("°", "").isascii()
    assert folded == " ".join(folded.split())


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([message for messages in danger_signs.TOLD.values() for message in messages]), MESSAGES
)
def test_a_danger_sign_is_found_behind_another_sentence(sign: str, message: str) -> None:
    """What was said in the sentences before does not hide a danger sign, unless it doubts or dates it."""
    before = message.replace("sera", "")
    alone = {hit.flag_id for hit in SCANNER.scan(sign)}
    together = {hit.flag_id for hit in SCANNER.scan(f"{before[:200]}. {sign}")}
    assert alone <= together


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_message_costs_little_time(message: str) -> None:
    """Twenty thousand characters of anything are read in every way within a second."""
    began = time.process_time()
    SCANNER.scan(message)
    INDEX.match(message)
    for question in QUESTIONS:
        reading.read(question, message)
    assert time.process_time() - began < 1
