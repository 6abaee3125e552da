"""What text can stand unencrypted in a column?

PostgreSQL's text holds no NUL and no lone surrogate. Identifiers from outside may hold either; each such character
becomes U+FFFD. Encrypted fields are bytes and keep every character as it came.
"""

from __future__ import annotations

import re

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """The text with every character that PostgreSQL refuses replaced."""
    if text.isprintable():  # neither a NUL nor a surrogate is printable; nearly every identifier ends here
        return text
    return _UNSTORABLE.sub(_REPLACEMENT, text)
