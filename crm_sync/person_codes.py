"""How is a person named aloud? A readable ID such as BELA-7K3M-94QX, whose last letter checks the others.

The 32 letters are Crockford's base 32 (no I, L, O, U). Each stands for an element of the field GF(32); the letters times
their weights add up to zero. All weights differ and none is zero, so every single wrong letter and every swap of two
letters, neighbours or not, breaks the sum.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import reduce
from operator import xor

from config.told import Told
from crm_sync import errors
from crm_sync.identifiers import PersonCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "BELA"
LENGTH = 8

#: x^5 + x^2 + 1, which is primitive over GF(2): the powers of x are all 31 elements but zero.
_FIELD_POLYNOMIAL = 0b100101
_FIELD_SIZE = len(ALPHABET)
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
#: Letters that people write for one of the alphabet, by the eye (Crockford's rule).
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new(random_below: Callable[[int], int] = secrets.randbelow) -> PersonCode:
    """A fresh code; 32^7 of them exist, so the registry draws again in the rare case that one is taken."""
    values = [random_below(_FIELD_SIZE) for _ in range(LENGTH - 1)]
    letters = "".join(ALPHABET[value] for value in [*values, _check_value(values)])
    return _written(letters)


def parse(typed: str) -> PersonCode:
    """The code in what a person typed: small letters, missing or other dashes, O for 0 and I or L for 1 are understood.

    Raises:
        errors.PersonCodeInvalid: with the reason in one phrase.
    """
    letters = "".join(filter(str.isalnum, typed.upper())).removeprefix(PREFIX).translate(_LOOK_ALIKES)
    if len(letters) != LENGTH:
        found, wanted = len(letters), LENGTH
        raise errors.PersonCodeInvalid(
            typed,
            Told(
                f"tem {found} letras e dígitos depois de {PREFIX}, em vez de {wanted}",
                f"it has {found} letters and digits after {PREFIX} instead of {wanted}",
            ),
        )
    strange = next((letter for letter in letters if letter not in _VALUES), None)
    if strange is not None:
        raise errors.PersonCodeInvalid(
            typed, Told(f"a letra {strange} nunca é usada", f"the letter {strange} is never used")
        )
    if _weighted_sum([_VALUES[letter] for letter in letters]) != 0:
        raise errors.PersonCodeInvalid(
            typed,
            Told("a última letra não confere com as outras", "the last letter does not fit the others"),
        )
    return _written(letters)


def _written(letters: str) -> PersonCode:
    half = LENGTH // 2
    return PersonCode(f"{PREFIX}-{letters[:half]}-{letters[half:]}")


def _check_value(values: list[int]) -> int:
    """The last letter has weight 1, and in this field minus is plus: it equals the sum of the others."""
    return _weighted_sum([*values, 0])


def _weighted_sum(values: list[int]) -> int:
    return reduce(xor, map(_times, values, _WEIGHTS))


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & _FIELD_SIZE:
            left ^= _FIELD_POLYNOMIAL
        right >>= 1
    return product


def _powers_of_x(count: int) -> tuple[int, ...]:
    powers = [1]
    while len(powers) < count:
        powers.append(_times(powers[-1], 2))
    return tuple(powers)


_WEIGHTS = tuple(reversed(_powers_of_x(LENGTH)))
