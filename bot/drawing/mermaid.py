"""The same picture as Mermaid's text, for pages that draw it themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.drawing.layout import wrapped
from bot.drawing.picture import Box, BoxKind, Picture

_SHAPES: Final = {
    BoxKind.question: ("[/", "/]"),
    BoxKind.hand_off: ("[[", "]]"),
    BoxKind.link: (">", "]"),
    BoxKind.condition: ("(", ")"),
    BoxKind.end: ("((", "))"),
    BoxKind.other: ("{{", "}}"),
}
_PLAIN: Final = ("[", "]")
_STYLES: Final = (
    "classDef s0 fill:#fde8e8,stroke:#c1272d,color:#1d2733",
    "classDef s1 fill:#fdeedd,stroke:#d9730d,color:#1d2733",
    "classDef s2 fill:#fbf6d3,stroke:#b39200,color:#1d2733",
    "classDef s3 fill:#e2f5ea,stroke:#1a7f4b,color:#1d2733",
    "classDef hand stroke-width:4px",
)


def mermaid(pictures: Sequence[Picture]) -> str:
    """A flowchart with a subgraph for each flow."""
    return (
        "\n".join(
            ["flowchart TD", *_STYLES, *(line for n, one in enumerate(pictures) for line in _flow(n, one))]
        )
        + "\n"
    )


def _flow(number: int, picture: Picture) -> Iterator[str]:
    yield f"subgraph f{number}[{_quoted([picture.title])}]"
    for box in picture.boxes:
        yield f"  {_node(number, box)}"
    for arrow in picture.arrows:
        yield f"  f{number}n{arrow.source} --> f{number}n{arrow.target}"
    yield "end"


def _node(number: int, box: Box) -> str:
    opening, closing = _SHAPES.get(box.kind, _PLAIN)
    classes = [] if box.severity is None else [f"s{min(box.severity, 3)}"]
    marked = f":::{classes[0]}" if classes else ""
    hand = f"\n  class f{number}n{box.id} hand" if box.kind is BoxKind.hand_off else ""
    return f"f{number}n{box.id}{opening}{_quoted(wrapped(box))}{closing}{marked}{hand}"


def _quoted(lines: Sequence[str]) -> str:
    """Mermaid's own escapes are numbers of letters."""
    safe = [
        "".join(letter if letter not in '"<>#&`' else f"#{ord(letter)};" for letter in line) for line in lines
    ]
    return '"' + "<br>".join(safe) + '"'
