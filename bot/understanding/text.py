"""How is a chat message brought into a form that can be compared?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bot.understanding import abbreviations

#: Characters of a message that are read; the rest is not looked at, so that no message costs more.
MAX_CHARACTERS = 4000

_TYPOGRAPHY = str.maketrans({
    "º": "°", "˚": "°", "½": " e meio ", "’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"',
    "–": "-", "—": "-", "−": "-", "…": "...", "⁄": "/",
})  # fmt: skip
#: Combining accents, joiners, variation selectors and keycaps: gone without leaving a space.
_INVISIBLE = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\u20e3]+")
#: An address is no words.
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_FOREIGN = re.compile(r"[^\x21-\x7e°]+")
#: "rr" and "ss" between vowels are Portuguese; every other run of one letter is emphasis.
_RUN = re.compile(r"(?<=[aeiou])([rs])\1+(?=[aeiou])|([a-z])\2+")
_PIECE = re.compile(r"(?<![a-z0-9])[cpsn]/(?!\d)|\d+(?:[.,]\d+)*|[a-z]+|[.,;:!?()\n/]|(?<= )-(?= )")
_STRENGTH = {"": 0, ",": 1, "(": 1, ")": 1, "/": 1, "-": 1, ".": 2, ";": 2, ":": 1, "!": 2, "\n": 2, "?": 3}
_NOTHING = frozenset("\u3164\u2800\u115f\u1160")


class Token(NamedTuple):
    """One word of a message, with the strongest punctuation on either side of it."""

    #: Folded, abbreviations expanded.
    word: str
    #: As the person wrote it, folded.
    written: str
    before: str
    after: str


def fold(message: str) -> str:
    """Lower case without accents, emoji and emphasis ("Nãããão 😩" → "nao"), one space between words.

    Folding twice changes nothing. Only the first `MAX_CHARACTERS` are looked at.
    """
    return " ".join(_fold_line(_capped(message)).split())


@lru_cache(maxsize=32)
def tokens(message: str) -> tuple[Token, ...]:
    """Give the message's words and numbers in order; punctuation stays beside them as `before` and `after`."""
    lines = _capped(message).split("\n")
    pieces = _PIECE.findall(
        "\n".join(_fold_line(line) for line in lines) if len(lines) > 1 else _fold_line(lines[0])
    )
    written, marks = _words_and_marks(pieces)
    found: list[Token] = []
    for position, piece in enumerate(written):
        following = written[position + 1] if position + 1 < len(written) else ""
        full = _expanded(piece, following)
        last = len(full) - 1
        for nth, word in enumerate(full):
            before = "" if nth else marks[position]
            after = marks[position + 1] if nth == last else ""
            found.append(Token(word, "" if nth else piece, before, after))
    return tuple(found)


def words(message: str) -> tuple[str, ...]:
    """Give the message's words and numbers, abbreviations expanded, punctuation gone."""
    return tuple(token.word for token in tokens(message))


def is_blank(message: str) -> bool:
    """Tell whether a person would see nothing at all."""
    return not any(_is_visible(character) for character in _capped(message))


def is_only_emoji(message: str) -> bool:
    """Tell whether the message shows pictures and not one letter or digit; bare punctuation is no picture."""
    seen = [character for character in _capped(message) if _is_visible(character)]
    pictures = any(unicodedata.category(character) == "So" for character in seen)
    return pictures and not any(character.isalnum() for character in seen)


def _capped(message: str) -> str:
    return message.strip()[:MAX_CHARACTERS]


def _fold_line(line: str) -> str:
    folded = line.translate(_TYPOGRAPHY)
    if not folded.isascii():
        folded = _INVISIBLE.sub("", unicodedata.normalize("NFKD", folded))
    folded = _ADDRESS.sub(" ", _FOREIGN.sub(" ", folded.casefold()))
    return _RUN.sub(_squeezed, folded)


def _squeezed(run: re.Match[str]) -> str:
    doubled: str | None = run[1]
    return doubled * 2 if doubled else run[2]


def _words_and_marks(pieces: list[str]) -> tuple[list[str], list[str]]:
    """Split into words and the strongest mark before each of them; one mark more than words."""
    written: list[str] = []
    marks = [""]
    for piece in pieces:
        if piece in _STRENGTH:
            marks[-1] = max(marks[-1], piece, key=_STRENGTH.__getitem__)
        else:
            written.append(piece)
            marks.append("")
    return written, marks


def _expanded(piece: str, following: str) -> tuple[str, ...]:
    if piece == "num":
        verb = abbreviations.EXPANSIONS.get(following, (following,))[0]
        return ("nao",) if verb in abbreviations.VERBS_AFTER_NUM else ("num",)
    return abbreviations.EXPANSIONS.get(piece) or abbreviations.WITH_STROKE.get(piece) or (piece,)


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZCM" and character not in _NOTHING
