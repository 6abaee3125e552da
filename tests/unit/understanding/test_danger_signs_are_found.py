from __future__ import annotations

import pytest

from bot.understanding import red_flags
from tests import danger_signs

SCANNER = red_flags.RedFlagScanner(danger_signs.FLAGS)

TOLD = [(sign, message) for sign, messages in danger_signs.TOLD.items() for message in messages]


def _found(message: str) -> list[str]:
    return [hit.flag_id for hit in SCANNER.scan(message)]


@pytest.mark.parametrize(("sign", "message"), TOLD)
def test_a_danger_sign_is_found_as_people_write_it(sign: str, message: str) -> None:
    """Misspellings, abbreviations, glued words, other word order and other people's signs are found."""
    assert sign in _found(message)


@pytest.mark.parametrize("message", danger_signs.ORDINARY)
def test_an_ordinary_message_raises_no_alarm(message: str) -> None:
    """Everyday messages, denials, events long past and questions about the term tell of no danger."""
    assert _found(message) == []


def test_a_hit_names_the_sign_the_phrase_and_the_persons_words() -> None:
    """What was recognised can be shown to an agent with the words that were written."""
    assert SCANNER.scan("oi, tô c/ muita FAUTA d AR") == (
        red_flags.Hit(flag_id="falta_de_ar", phrase="falta de ar", matched_text="fauta d ar"),
    )


def test_words_that_a_question_asks_for_are_its_answer() -> None:
    """Where a question asks for a sign's own words they are an answer; anywhere else, and of other signs, an alarm."""
    assert SCANNER.scan("ataque cardíaco", asking="condicoes") == ()
    assert _found("ataque cardíaco") == ["coracao"]
    assert [hit.flag_id for hit in SCANNER.scan("falta de ar", asking="condicoes")] == ["falta_de_ar"]


def test_all_signs_of_a_message_are_given_once_in_the_protocols_order() -> None:
    """Each sign appears once, in the order of the protocol and not of the message."""
    message = "desmaiei, desmaiei de novo, boca roxa, dor no peito e sem ar"
    assert _found(message) == ["falta_de_ar", "dor_no_peito", "labios_roxos", "desmaio"]


def test_a_sign_denied_and_then_told_is_found() -> None:
    """A denial does not hide the same sign told later in the message."""
    assert _found("ontem não tinha falta de ar. agora tô com falta de ar") == ["falta_de_ar"]


@pytest.mark.parametrize(
    ("message", "found"),
    [("saturação 94", True), ("saturação 95", False), ("saturação 94,9%", True), ("saturação 20", False)],
)
def test_a_limit_in_a_phrase_is_a_number_below_it(message: str, *, found: bool) -> None:
    """ "<95" matches numbers below it, down to half of it."""
    assert (_found(message) == ["saturacao"]) is found


def test_a_sign_at_the_end_of_what_is_read_is_found_and_behind_it_is_not() -> None:
    """The first four thousand characters are looked at."""
    assert _found("bla " * 990 + "falta de ar") == ["falta_de_ar"]
    assert _found("bla " * 1000 + "falta de ar") == []


def test_a_protocol_without_signs_finds_none() -> None:
    """No phrases, no alarms."""
    assert red_flags.RedFlagScanner(()).scan("falta de ar") == ()
    empty = red_flags.RedFlag(id="x", label="x", phrases=("", "…"))
    assert red_flags.RedFlagScanner((empty,)).scan("falta de ar") == ()
