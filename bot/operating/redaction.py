"""What may not leave the machine with a bundle? Secrets that are in force, and whatever looks like a person's number or address."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

HIDDEN: Final = "[oculto]"
#: Shorter texts would be hidden inside ordinary words.
_SHORTEST_SECRET: Final = 6
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
#: Telephones, CPF and CNS: 10 to 15 digits, with the signs people put between them.
_NUMBER: Final = re.compile(r"(?<![\w.:-])\+?\(?\d(?:[ ().-]{0,2}\d){9,14}(?![\w:-])")
_TOKEN: Final = re.compile(r"(?i)\b(token|password|senha|secret|authorization)(\W{1,4})[^\s\"',}&]+")
_LOGIN: Final = re.compile(r"(\w+://)[^/\s@]+@")


def redact(text: str, *, secrets: Collection[str]) -> str:
    """The text without any of these."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, HIDDEN)
    text = _LOGIN.sub(rf"\1{HIDDEN}@", text)
    text = _TOKEN.sub(rf"\1\2{HIDDEN}", text)
    return _NUMBER.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))
