"""How do changes read at a terminal?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from bot.differences.changes import Change, Group, Piece, PieceKind, Weight
from bot.told import Language, Told

_NOTHING = Told(
    "Nenhuma diferença no que a Bela diz, pergunta ou decide.",
    "No difference in what Bela says, asks or decides.",
)
#: Of words that stayed, so many around a change are shown.
_AROUND = 40


def lines(groups: Iterable[Group], *, language: Language) -> Iterator[str]:
    """A heading for each flow, a line for each change, the words beneath."""
    nothing = True
    for group in groups:
        if not nothing:
            yield ""
        nothing = False
        yield click.style(group.title.said(language), bold=True)
        for change in group.changes:
            yield from _change(change, language)
    if nothing:
        yield _NOTHING.said(language)


def _change(change: Change, language: Language) -> Iterator[str]:
    mark = "! " if change.weight is Weight.clinical else "- "
    yield f"  {mark}{change.sentence.said(language)}"
    if change.words:
        told = "".join(_piece(piece, last=piece is change.words[-1]) for piece in change.words)
        yield from (f"      {line}" for line in told.splitlines())


def _piece(piece: Piece, *, last: bool) -> str:
    match piece.kind:
        case PieceKind.gone:
            return click.style(f"[-{piece.text.strip()}-]", fg="red") + _end(piece.text)
        case PieceKind.new:
            return click.style(f"{{+{piece.text.strip()}+}}", fg="green") + _end(piece.text)
        case PieceKind.same:
            return _shortened(piece.text, last=last)


def _end(text: str) -> str:
    return " " if text.endswith(" ") else ""


def _shortened(text: str, *, last: bool) -> str:
    """Only what stands next to a change."""
    if len(text) <= 2 * _AROUND:
        return text
    end = "" if last else text[-_AROUND:]
    return f"{text[:_AROUND]}…{end}"
