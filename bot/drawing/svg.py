"""How does a picture look? One SVG by itself: no script, no address, light or dark as the reader has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from bot.drawing.layout import LINE, MARGIN, PADDING, Layout, Placed, Point, Route
from bot.drawing.picture import BoxKind

_TITLE: Final = 34
_LEGEND: Final = 30
#: Room for a sign of the legend, and for each letter behind it.
_LEGEND_GAP: Final = 44
_LETTER: Final = 7.2
#: Between two flows of a whole pack.
_BETWEEN: Final = 40
#: Flows stand beside each other up to this width.
_WIDEST_ROW: Final = 2400
_ROUNDING: Final = {BoxKind.condition: 12, BoxKind.question: 6, BoxKind.end: 12, BoxKind.hand_off: 2}
_SIGNS: Final = {BoxKind.question: "?", BoxKind.hand_off: "☎", BoxKind.link: "↪", BoxKind.action: "⚙"}
#: Traffic is shown by a bar; this is its height.
_HEAT: Final = 5

_STYLE: Final = """
.flow { --ink:#1d2733; --paper:#ffffff; --soft:#eef2f6; --line:#6b7a8c; --faint:#5b6876; --heat:#e07b00;
  --c0:#c1272d; --c1:#d9730d; --c2:#b39200; --c3:#1a7f4b; --c0f:#fde8e8; --c1f:#fdeedd; --c2f:#fbf6d3; --c3f:#e2f5ea;
  font: 13px system-ui, sans-serif; background: var(--paper) }
@media (prefers-color-scheme: dark) { .flow { --ink:#e8edf2; --paper:#141a20; --soft:#222c36; --line:#8fa0b2; --faint:#9fb0c0;
  --c0:#ff7b7b; --c1:#ffac5c; --c2:#e8cf4f; --c3:#66d19e; --c0f:#4a1f22; --c1f:#4a331c; --c2f:#423c17; --c3f:#173a29 } }
.flow text { fill: var(--ink) } .flow .note { fill: var(--faint); font-size: 10.5px }
.flow .title { font-size: 18px; font-weight: 600 }
.flow .way { fill: none; stroke: var(--line); stroke-width: 1.4 } .flow .back { stroke-dasharray: 5 4 }
.flow .tip { fill: var(--line) }
.flow .box { fill: var(--paper); stroke: var(--line); stroke-width: 1.3 }
.flow .text { fill: var(--soft) } .flow .other, .flow .action { stroke-dasharray: 3 3 }
.flow .condition { fill: none; stroke: none } .flow .said-condition { font-style: italic; fill: var(--faint) }
.flow .end { fill: var(--line); stroke: none } .flow .said-end { fill: var(--paper); font-size: 11px }
.flow .hand_off { stroke-width: 3.2 } .flow .heat { fill: var(--heat) }
.flow .s0 { fill: var(--c0f); stroke: var(--c0) } .flow .s1 { fill: var(--c1f); stroke: var(--c1) }
.flow .s2 { fill: var(--c2f); stroke: var(--c2) } .flow .s3 { fill: var(--c3f); stroke: var(--c3) }
"""
_COLOURS: Final = 4


def svg(layouts: Sequence[Layout], *, classes: Sequence[str]) -> str:
    """One flow or many in one SVG; `classes` are the names of the risk classes, the worst first."""
    legend, legend_width = _legend(classes)
    positions, width, height = _rows(layouts, least=legend_width)
    most = max((placed.box.traffic or 0 for one in layouts for placed in one.placed), default=0)
    drawn = "\n".join(
        f'<g transform="translate({x:.0f} {y:.0f})">{"".join(_flow(one, most=most))}</g>'
        for one, (x, y) in zip(layouts, positions, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="img" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}"><style>{_STYLE}</style>{legend}\n{drawn}</svg>\n'
    )


def _rows(layouts: Sequence[Layout], *, least: float) -> tuple[list[Point], float, float]:
    """Beside each other while there is room, then beneath; `least` is the width that the legend needs."""
    positions: list[Point] = []
    x, y, row, widest = 0.0, float(_LEGEND), 0.0, least
    for one in layouts:
        if x and x + one.width > _WIDEST_ROW:
            x, y, row = 0.0, y + row + _BETWEEN, 0.0
        positions.append((x, y))
        x += one.width + _BETWEEN
        row, widest = max(row, one.height + _TITLE), max(widest, x - _BETWEEN)
    return positions, widest, y + row


def _legend(classes: Sequence[str]) -> tuple[str, float]:
    """The signs and what they mean, with the width they take."""
    entries = [(f"s{min(number, _COLOURS - 1)}", name) for number, name in enumerate(classes)]
    told, x = "", MARGIN
    for look, name in [*entries, ("hand_off", "vai para uma pessoa")]:
        told += (
            f'<rect class="box {look}" x="{x:.0f}" y="10" width="14" height="14" rx="3"/>'
            f'<text x="{x + 20:.0f}" y="22">{escape(name)}</text>'
        )
        x += round(_LEGEND_GAP + _LETTER * len(name))
    return told, x


def _flow(one: Layout, *, most: int) -> Iterator[str]:
    yield f'<text class="title" x="{MARGIN}" y="24">{escape(one.title)}</text><g transform="translate(0 {_TITLE})">'
    for route in one.routes:
        yield _route(route)
    for placed in one.placed:
        yield from _box(placed, most=most)
    yield "</g>"


def _route(route: Route) -> str:
    points = route.points
    if route.back:
        path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        return f'<path class="way back" d="{path}"/>{_tip(points[-1], left=True)}'
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (y1 + y2) / 2
        path += f" C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}"
    return f'<path class="way" d="{path}"/>{_tip(points[-1], left=False)}'


def _tip(point: Point, *, left: bool) -> str:
    x, y = point
    corners = [(x, y), (x + 8, y - 4), (x + 8, y + 4)] if left else [(x, y), (x - 4, y - 8), (x + 4, y - 8)]
    return f'<polygon class="tip" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in corners)}"/>'


def _box(placed: Placed, *, most: int) -> Iterator[str]:
    box = placed.box
    left, top = placed.x - placed.width / 2, placed.y - placed.height / 2
    colour = "" if box.severity is None else f" s{min(box.severity, _COLOURS - 1)}"
    yield (
        f'<rect class="box {box.kind}{colour}" x="{left:.1f}" y="{top:.1f}" width="{placed.width:.1f}" '
        f'height="{placed.height:.1f}" rx="{_ROUNDING.get(box.kind, 4)}"/>'
    )
    if box.traffic and most:
        bar = placed.width * box.traffic / most
        yield f'<rect class="heat" x="{left:.1f}" y="{top - _HEAT:.1f}" width="{bar:.1f}" height="{_HEAT}"/>'
    yield from _words(placed, top)


def _words(placed: Placed, top: float) -> Iterator[str]:
    box = placed.box
    if box.kind is BoxKind.end:
        yield f'<text class="said-end" text-anchor="middle" x="{placed.x:.1f}" y="{placed.y + 4:.1f}">{escape(box.text)}</text>'
        return
    sign = _SIGNS.get(box.kind)
    y = top + PADDING + LINE - 4
    for number, line in enumerate(placed.lines):
        told = f"{sign} {line}" if sign and number == 0 else line
        yield (
            f'<text class="said-{box.kind}" text-anchor="middle" x="{placed.x:.1f}" y="{y:.1f}">{escape(told)}</text>'
        )
        y += LINE
    if box.note:
        seen = f" · {box.traffic}×" if box.traffic is not None else ""
        end = " · fim" if box.ends else ""
        yield f'<text class="note" text-anchor="middle" x="{placed.x:.1f}" y="{y - 1:.1f}">{escape(box.note + seen + end)}</text>'
