"""Does somebody want to be called, who was asked to write a telephone for it? People say "sim", "me liguem", half a number."""

from __future__ import annotations

import re
from typing import Final

from bot.content import answers
from bot.understanding import readings, small_words, text
from bot.understanding.answers import yes_no

_QUESTION: Final = answers.YesNo(allow_unknown=False)
_NO: Final = small_words.listed("nao n nunca nem no")
#: Forms of "ligar" and "telefonar" by which somebody asks for a call: none of the past, none in the first person.
_CALL: Final = re.compile(r"(?:lig(?:ar?|am|arem|ue|uem|ando|acao|acoes)|telefon(?:ar?|am|arem|e|em|ema))")
#: Whoever says these calls somebody else, or asks how.
_OTHERS: Final = small_words.listed("vou vamos posso devo como samu 192 193 188")
#: "nesse mesmo", "pode ser neste numero".
_THIS_ONE: Final = small_words.listed("esse este nesse neste")
_NUMBER: Final = small_words.listed("numero telefone celular zap whatsapp mesmo")
_PLEASE: Final = ("por", "favor")

#: Six to twelve digits that are no date and no telephone: part of a number, or one with too many digits.
_HALF: Final = re.compile(r"(?<![\d/])\d(?:[ .()-]{0,2}\d){5,11}(?![\d/])")


def wants_call(message: str) -> bool | None:
    """True for yes, False for no, None where the words are about something else."""
    words = [token.word for token in text.tokens(message)]
    if _OTHERS & set(words):
        return None
    asks = any(_CALL.fullmatch(word) for word in words)
    names = bool(_NUMBER & set(words))
    denied = bool(_NO & set(words))
    if asks or (names and (denied or _THIS_ONE & set(words))):
        return not denied
    if tuple(words) == _PLEASE:
        return True
    reading = yes_no.read(_QUESTION, message)
    return bool(reading.value) if isinstance(reading, readings.Read) else None


def has_half_a_number(message: str) -> bool:
    """Whether somebody seems to have tried to write a telephone."""
    return _HALF.search(message[: text.MAX_CHARACTERS]) is not None
