"""Which words and signs does a condition consist of?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.content.answers import UNKNOWN
from bot.content.errors import ConditionInvalid

_TOKEN: Final = re.compile(
    r"""(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<text>'[^']*'|"[^"]*")|(?P<name>[^\W\d][\w.]*)"""
    r"""|(?P<sign><=|>=|!=|==|=|<|>|\(|\)|\+|-|\*)"""
)
_SPACE: Final = re.compile(r"\s*")
CONSTANTS: Final[Mapping[str, str | bool | None]] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "unknown": UNKNOWN,
}
_WORDS: Final = frozenset({"and", "or", "not", "is", "contains", "matches", "empty", *CONSTANTS})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign, number or quoted text."""

    #: As read; keywords in small letters.
    word: str
    #: "number", "text", "name" or "sign".
    kind: str
    start: int
    end: int


def split(text: str) -> tuple[Token, ...]:
    """Give the tokens of a condition; raises ConditionInvalid where there is none."""
    tokens: list[Token] = []
    at = _end_of_space(text, 0)
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise ConditionInvalid(f"condição «{text.strip()}»: não entendo «{text[at:].strip()[:20]}»")
        word = found.group()
        tokens.append(
            Token(
                word=word.lower() if word.lower() in _WORDS else word,
                kind=str(found.lastgroup),
                start=at,
                end=found.end(),
            )
        )
        at = _end_of_space(text, found.end())
    return tuple(tokens)


def _end_of_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
