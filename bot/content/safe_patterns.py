"""Which regular expressions may `matches` use? Those that cannot run away, whatever a citizen writes."""

from __future__ import annotations

import re
from typing import Final

from bot.content.errors import ConditionInvalid

#: Characters of a pattern.
PATTERN_LENGTH: Final = 200
#: Characters of a value that a pattern is looked for in.
MATCHED_LENGTH: Final = 200
#: Repetitions of no fixed count; each multiplies the work by the length of the value.
REPETITIONS: Final = 2
#: "?": each may double the work.
OPTIONALS: Final = 6

_PIECE: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\((?P<kind>\?(?::|i\)|.))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<repeat>[*+]|\{\d*(?P<range>,)?\d*\})|(?P<optional>\?)|.",
    re.DOTALL,
)


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern ready to search with; raises ConditionInvalid when it is faulty or might run away."""
    if len(pattern) > PATTERN_LENGTH:
        raise ConditionInvalid(f"a expressão regular passa de {PATTERN_LENGTH} letras")
    _refuse_what_runs_away(pattern)
    try:
        return re.compile(pattern)
    except (re.error, OverflowError) as error:
        raise ConditionInvalid(f"a expressão regular «{pattern}» não pode ser lida: {error}") from error


def _refuse_what_runs_away(pattern: str) -> None:
    """Read it piece by piece; a group that repeats inside must not be repeated itself."""
    varying = [False]
    closed: bool | None = None
    repetitions = optionals = 0
    for piece in _PIECE.finditer(pattern):
        repeats = bool(piece["repeat"]) and (piece["repeat"] in {"*", "+"} or bool(piece["range"]))
        if (piece["repeat"] or piece["optional"]) and closed:
            raise ConditionInvalid(
                f"a expressão regular «{pattern}» repete um grupo que já se repete por dentro"
            )
        closed = None
        if piece["open"]:
            _refuse_special_group(pattern, piece["kind"])
            if piece["kind"] != "?i)":
                varying.append(False)
        elif piece["close"]:
            closed = varying.pop() if len(varying) > 1 else None
            varying[-1] = varying[-1] or bool(closed)
        elif piece["or"] or repeats or piece["optional"]:
            varying[-1] = True
        repetitions += repeats
        optionals += bool(piece["optional"])
    if repetitions > REPETITIONS or optionals > OPTIONALS:
        raise ConditionInvalid(f"a expressão regular «{pattern}» tem repetições demais; diga quantas: {{3}}")
    if re.search(r"\\[1-9]", pattern):
        raise ConditionInvalid(f"a expressão regular «{pattern}» usa uma referência (\\1), que não é aceita")


def _refuse_special_group(pattern: str, kind: str | None) -> None:
    if kind not in {None, "?:", "?i)"}:
        raise ConditionInvalid(f"a expressão regular «{pattern}» usa um grupo (?…) que não é aceito")
