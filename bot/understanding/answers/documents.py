"""Which CPF or Cartão SUS is meant? Only numbers whose check digits are right are taken.

Sources: Receita Federal, calculation of the CPF's check digits; Ministério da Saúde, validation of the CNS (weights 15 to 1,
remainder 0 by 11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import readings, text
from bot.understanding.answers import dont_know

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.content import answers

_CPF: Final = re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .-]?\d{2}(?!\d)")
_CNS: Final = re.compile(r"(?<!\d)\d{3} ?\d{4} ?\d{4} ?\d{4}(?!\d)")
_NO_DIGIT: Final = re.compile(r"\D")
_CPF_LENGTH: Final = 11
_DIVISOR: Final = 11
_TEN: Final = 10
#: Definitive cards begin with 1 or 2, provisional ones with 7, 8 or 9.
_CNS_BEGINS: Final = frozenset("12789")


def read_cpf(answer: answers.Cpf, message: str) -> readings.Reading:
    """Read the one CPF in the message, with or without its dots."""
    return _read(_CPF, is_cpf, message, allow_unknown=answer.allow_unknown)


def read_cns(answer: answers.Cns, message: str) -> readings.Reading:
    """Read the one card number in the message, with or without spaces."""
    return _read(_CNS, is_cns, message, allow_unknown=answer.allow_unknown)


def is_cpf(digits: str) -> bool:
    """Whether the check digits of the eleven are right; all the same is none."""
    if len(set(digits)) == 1:
        return False
    return all(
        _cpf_digit(digits[:length]) == int(digits[length]) for length in (_CPF_LENGTH - 2, _CPF_LENGTH - 1)
    )


def is_cns(digits: str) -> bool:
    """Whether the weighted sum of the fifteen has no remainder."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(15, 0, -1), strict=True))
    return digits[0] in _CNS_BEGINS and weighed % _DIVISOR == 0


def _cpf_digit(before: str) -> int:
    weights = range(len(before) + 1, 1, -1)
    rest = sum(int(digit) * weight for digit, weight in zip(before, weights, strict=True)) * _TEN % _DIVISOR
    return 0 if rest == _TEN else rest


def _read(
    form: re.Pattern[str], is_right: Callable[[str], bool], message: str, *, allow_unknown: bool
) -> readings.Reading:
    if text.is_blank(message):
        return readings.EMPTY
    head = message[: text.MAX_CHARACTERS]
    found = {_NO_DIGIT.sub("", number) for number in form.findall(head)}
    right = [number for number in found if is_right(number)]
    if len(right) == 1:
        return readings.Read(right[0])
    if not found and allow_unknown and dont_know.is_dont_know(text.words(message)):
        return readings.Unknown()
    return readings.UNCLEAR
