"""Which value does a plain YAML word stand for?"""

import re

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

#: leading zeros ("0101") and more digits than any quantity has stay text: they are codes
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}(?:[eE][-+]?[0-9]{1,2})?")


def plain_value(written: str) -> str | int | float | bool | None:
    """Return the value of an unquoted word: true/false, null, a number, or else the text itself."""
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    if _NUMBER.fullmatch(written):
        return float(written)
    return written
