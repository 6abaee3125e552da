"""Two spellings of one phone number match."""

from __future__ import annotations

import pytest

from crm_sync import phones


@pytest.mark.parametrize(
    "spelling",
    ["+55 85 98765-4321", "5585987654321", "(55) 85 9 8765.4321", "558587654321", "0055 85 8765 4321"],
)
def test_spellings_of_one_mobile_match(spelling):
    """Punctuation, leading zeros and the missing ninth digit of a WhatsApp id make no difference."""
    assert phones.matching_form(spelling) == "5585987654321"


def test_a_landline_gets_no_ninth_digit():
    """A Brazilian number whose subscriber part starts below six is no mobile."""
    assert phones.matching_form("+55 85 3456-7890") == "558534567890"


def test_a_foreign_number_stays_as_dialled():
    """Twelve digits of another country are not taken for an old Brazilian mobile."""
    assert phones.matching_form("+44 7911 123456") == "447911123456"
