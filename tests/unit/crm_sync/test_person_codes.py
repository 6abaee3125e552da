"""A person's readable ID and its check letter."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_sync import errors, person_codes

CODES = st.randoms(use_true_random=False).map(lambda drawn: person_codes.new(drawn.randrange))


def letters_of(code: str) -> str:
    return code.removeprefix("BELA-").replace("-", "")


def is_refused(letters: str) -> bool:
    try:
        person_codes.parse(letters)
    except errors.PersonCodeInvalid:
        return True
    return False


def test_a_code_looks_like_the_documented_one():
    """A code is BELA, four letters, four letters, all from the alphabet without look-alikes."""
    prefix, first, second = person_codes.new().split("-")
    assert (prefix, len(first), len(second)) == ("BELA", 4, 4)
    assert set(first + second) <= set(person_codes.ALPHABET)
    assert not set("ILOU") & set(person_codes.ALPHABET)


@given(code=CODES)
def test_a_code_is_read_as_it_was_written(code):
    """Every new code is accepted by the reader, unchanged."""
    assert person_codes.parse(code) == code


@pytest.mark.parametrize("seed", range(40))
def test_every_single_wrong_letter_is_noticed(seed):
    """Whichever of the eight letters is replaced by whichever other one, the code is refused."""
    letters = letters_of(person_codes.new(random.Random(seed).randrange))
    for place, wrong in itertools.product(range(person_codes.LENGTH), person_codes.ALPHABET):
        if wrong != letters[place]:
            assert is_refused(letters[:place] + wrong + letters[place + 1 :])


@pytest.mark.parametrize("seed", range(40))
def test_every_swap_of_two_letters_is_noticed(seed):
    """Whichever two different letters change places, neighbours or not, the code is refused."""
    letters = letters_of(person_codes.new(random.Random(seed).randrange))
    for left, right in itertools.combinations(range(person_codes.LENGTH), 2):
        swapped = list(letters)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        if letters[left] != letters[right]:
            assert is_refused("".join(swapped))


def test_no_pair_of_neighbours_swaps_unnoticed():
    """For every pair of different letters at every pair of neighbouring places, the swap is refused."""
    for place, (left, right) in itertools.product(
        range(person_codes.LENGTH - 2), itertools.permutations(range(len(person_codes.ALPHABET)), 2)
    ):
        values = [0] * (person_codes.LENGTH - 1)
        values[place], values[place + 1] = left, right
        letters = letters_of(person_codes.new(iter_values(values)))
        swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        assert is_refused(swapped)


def iter_values(values):
    drawn = iter(values)
    return lambda _: next(drawn)


@given(code=CODES)
def test_small_letters_and_missing_dashes_are_understood(code):
    """What people type by hand is read: small letters, spaces or nothing between the groups, no prefix."""
    assert person_codes.parse(code.lower().replace("-", " ")) == code
    assert person_codes.parse(letters_of(code)) == code
    assert person_codes.parse(f"  {code.replace('-', '')}\n") == code


@given(code=CODES)
def test_look_alikes_are_read_as_the_letter_meant(code):
    """O is read as zero, I and L as one."""
    typed = "BELA-" + code.removeprefix("BELA-").replace("0", "O").replace("1", "l")
    assert person_codes.parse(typed) == code


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "tem 0 letras"),
        ("BELA-7K3M", "tem 4 letras"),
        ("BELA-7K3M-94QU", "a letra U nunca é usada"),
        ("BELA-7K3M-94QÇ", "a letra Ç nunca é usada"),
        ("BELA-0000-0001", "a última letra não confere"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(typed, reason):
    """The reader says in Portuguese what is wrong with what was typed."""
    with pytest.raises(errors.PersonCodeInvalid, match=reason):
        person_codes.parse(typed)
