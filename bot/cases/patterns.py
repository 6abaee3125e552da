"""Can a regular expression be used, and can it run away?

Python's engine tries again and again where a repetition stands inside a repetition ("(a+)+"): a text of thirty letters can take
minutes. Such a pattern is refused, as is a very long one.
"""

from __future__ import annotations

import re
import warnings
from typing import Any, Final

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants
    import sre_parse

#: Characters of a pattern.
LENGTH: Final = 500

_REPEATS: Final = frozenset({sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT})


def trouble(pattern: str) -> str | None:
    """What is wrong with the pattern, as a sentence; None when it may be used."""
    if len(pattern) > LENGTH:
        return f"a expressão regular tem mais de {LENGTH} letras; encurte-a"
    try:
        parsed = sre_parse.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"a expressão regular não pode ser lida: {error}"
    if _repeats_repetition(parsed, inside=False):
        return (
            "a expressão regular tem uma repetição dentro de outra e pode não terminar nunca; simplifique-a"
        )
    return None


def _repeats_repetition(parsed: Any, *, inside: bool) -> bool:
    for operation, argument in parsed:
        parts, repeats = [], False
        if operation in _REPEATS:
            _, most, repeated = argument
            parts, repeats = [repeated], most == sre_constants.MAXREPEAT
        elif operation is sre_constants.SUBPATTERN:
            parts = [argument[-1]]
        elif operation is sre_constants.BRANCH:
            parts = argument[1]
        if (repeats and inside) or any(_repeats_repetition(part, inside=inside or repeats) for part in parts):
            return True
    return False
