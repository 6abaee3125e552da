"""What does a text name in braces?"""

from __future__ import annotations

import re
from typing import Final

_VARIABLE: Final = re.compile(r"\{(\w+)\}")


def names(text: str) -> tuple[str, ...]:
    """Each name inside once, in their order."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))
