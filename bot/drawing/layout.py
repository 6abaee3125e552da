"""Where does each box stand? In layers from top to bottom, by fast-sugiyama, with as few crossings as it finds.

The library ends the whole program when it is given a circle or a step that leads to itself. So ways back are taken out
before (and drawn along the side), and programs that answer people draw in a process of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import fast_sugiyama

from bot.drawing.picture import Arrow, Box, BoxKind, Picture

WIDTH: Final = 222
_GAP_X: Final = 34
_GAP_Y: Final = 34
LINE: Final = 16
NOTE_LINE: Final = 14
PADDING: Final = 9
MARGIN: Final = 24
_LETTERS: Final = 27
_END_SIZE: Final = 34
_TITLE_LETTER: Final = 9.5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A box with its place; x and y are its centre's, in pixels."""

    box: Box
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The way of an arrow, from point to point."""

    points: tuple[Point, ...]
    #: It leads up again, along the side.
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A picture with all its places."""

    title: str
    placed: tuple[Placed, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


def lay_out(picture: Picture) -> Layout:
    """Place everything."""
    forward, back = _without_circles(picture)
    grid = _grid(picture, forward)
    placed = _placed(picture, grid)
    routes = [_route(arrow, placed, grid) for arrow in forward]
    titled = 2 * MARGIN + _TITLE_LETTER * len(picture.title)
    width = max(titled, *(one.x + one.width / 2 + MARGIN for one in placed))
    for number, arrow in enumerate(back):
        side = width + number * 12
        routes.append(_way_back(placed[arrow.source], placed[arrow.target], side))
    return Layout(
        title=picture.title,
        placed=tuple(placed),
        routes=tuple(routes),
        width=width + len(back) * 12 + (MARGIN if back else 0),
        height=max(one.y + one.height / 2 for one in placed) + MARGIN,
    )


def wrapped(box: Box) -> tuple[str, ...]:
    """The box's text in lines that fit."""
    return tuple(textwrap.wrap(box.text, _LETTERS)) or ("",)


def _without_circles(picture: Picture) -> tuple[list[Arrow], list[Arrow]]:
    """Arrows that lead on, each once, and those that lead back to where one came from."""
    leaving: dict[int, list[Arrow]] = {}
    for arrow in dict.fromkeys(picture.arrows):
        leaving.setdefault(arrow.source, []).append(arrow)
    back: list[Arrow] = []
    done: set[int] = set()
    for start in range(len(picture.boxes)):
        _find_back(start, leaving, done, back)
    forward = [arrow for arrow in dict.fromkeys(picture.arrows) if arrow not in back]
    return forward, back


def _find_back(start: int, leaving: Mapping[int, Sequence[Arrow]], done: set[int], back: list[Arrow]) -> None:
    """Depth first without recursion: a flow may be thousands of steps long."""
    if start in done:
        return
    path = [(start, iter(leaving.get(start, ())))]
    on_path = {start}
    while path:
        here, arrows = path[-1]
        arrow = next(arrows, None)
        if arrow is None:
            path.pop()
            on_path.discard(here)
            done.add(here)
        elif arrow.target in on_path:
            back.append(arrow)
        elif arrow.target not in done:
            path.append((arrow.target, iter(leaving.get(arrow.target, ()))))
            on_path.add(arrow.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Column and layer of boxes and of the bends between them; bends have numbers above those of boxes."""

    places: Mapping[int, Point]
    #: Arrow → the bends it goes through.
    bends: Mapping[Arrow, tuple[int, ...]]


def _grid(picture: Picture, arrows: Sequence[Arrow]) -> _Grid:
    places: dict[int, Point] = {}
    bends: dict[Arrow, tuple[int, ...]] = {}
    offset, next_bend = 0.0, len(picture.boxes)
    for component in _components(len(picture.boxes), arrows):
        inner = [arrow for arrow in arrows if arrow.source in component]
        found, width, made = _component(sorted(component), inner, next_bend)
        places |= {number: (x + offset, y) for number, (x, y) in found.places.items()}
        bends |= found.bends
        offset, next_bend = offset + width + 1, next_bend + made
    return _Grid(places=places, bends=bends)


def _components(count: int, arrows: Sequence[Arrow]) -> list[set[int]]:
    """Boxes that hang together."""
    home = {number: {number} for number in range(count)}
    for arrow in arrows:
        one, other = home[arrow.source], home[arrow.target]
        if one is not other:
            one |= other
            for number in other:
                home[number] = one
    return [part for number, part in home.items() if number == min(part)]


def _component(boxes: Sequence[int], arrows: Sequence[Arrow], first_bend: int) -> tuple[_Grid, float, int]:
    if not arrows:
        return _Grid(places={boxes[0]: (0.0, 0.0)}, bends={}), 0.0, 0
    local = {number: place for place, number in enumerate(boxes)}
    # The library names nodes by their place in a set of what it is given: small numbers, each used, stay as they are.
    ((found, _, _, ways),) = fast_sugiyama.from_edges(
        [(local[arrow.source], local[arrow.target]) for arrow in arrows],
        vertex_spacing=1,
        dummy_vertices=True,
        dummy_size=0.3,
        crossing_minimization="barycenter",
        transpose=True,
        ranking_type="minimize",
    )
    numbers = sorted({int(number) for number, _ in found} - set(local.values()))
    bend = {number: first_bend + place for place, number in enumerate(numbers)}
    names = {place: number for number, place in local.items()} | bend
    left = min(x for _, (x, _) in found)
    # Layers are counted from below.
    top = max(y for _, (_, y) in found)
    down = _leads_down(found, local, arrows)
    places = {names[int(number)]: (x - left, (y if down else top - y)) for number, (x, y) in found}
    following: dict[int, list[int]] = {}
    for source, target in ways or ():
        following.setdefault(names[int(source)], []).append(names[int(target)])
    width = max(x for x, _ in places.values())
    return _Grid(places=places, bends=_chains(arrows, following, first_bend)), width, len(bend)


def _leads_down(
    found: Sequence[tuple[int | str, Point]], local: Mapping[int, int], arrows: Sequence[Arrow]
) -> bool:
    """Whether greater layers are further on."""
    at = {int(number): y for number, (_, y) in found}
    return at[local[arrows[0].source]] < at[local[arrows[0].target]]


def _chains(
    arrows: Sequence[Arrow], following: Mapping[int, Sequence[int]], first_bend: int
) -> dict[Arrow, tuple[int, ...]]:
    bends: dict[Arrow, tuple[int, ...]] = {}
    for source in {arrow.source for arrow in arrows}:
        for first in following.get(source, ()):
            here, chain = first, []
            while here >= first_bend:
                chain.append(here)
                here = following[here][0]
            bends[Arrow(source=source, target=here)] = tuple(chain)
    return bends


def _placed(picture: Picture, grid: _Grid) -> list[Placed]:
    sizes = {box.id: _size(box) for box in picture.boxes}
    tops = _tops(picture, grid, {number: height for number, (_, height) in sizes.items()})
    placed = []
    for box in picture.boxes:
        x, layer = grid.places[box.id]
        width, height = sizes[box.id]
        placed.append(
            Placed(
                box=box,
                lines=wrapped(box),
                x=_across(x),
                y=tops[round(layer)] + height / 2,
                width=width,
                height=height,
            )
        )
    return placed


def _size(box: Box) -> tuple[float, float]:
    if box.kind is BoxKind.end:
        return _END_SIZE, _END_SIZE * 0.7
    lines = len(wrapped(box)) * LINE + (NOTE_LINE if box.note else 0)
    return WIDTH, lines + 2 * PADDING


def _tops(picture: Picture, grid: _Grid, heights: Mapping[int, float]) -> dict[int, float]:
    """Where each layer begins: each is as high as its highest box."""
    layers: dict[int, float] = {}
    for number, (_, layer) in grid.places.items():
        tallest = heights[number] if number < len(picture.boxes) else 0.0
        layers[round(layer)] = max(layers.get(round(layer), 0.0), tallest)
    tops, y = {}, float(MARGIN)
    for layer in sorted(layers):
        tops[layer] = y
        y += layers[layer] + _GAP_Y
    return tops


def _across(column: float) -> float:
    return MARGIN + WIDTH / 2 + column * (WIDTH + _GAP_X)


def _route(arrow: Arrow, placed: Sequence[Placed], grid: _Grid) -> Route:
    source, target = placed[arrow.source], placed[arrow.target]
    points: list[Point] = [(source.x, source.y + source.height / 2)]
    for bend in grid.bends.get(arrow, ()):
        x, layer = grid.places[bend]
        beside = [one for one in placed if round(grid.places[one.box.id][1]) == round(layer)]
        top = min((one.y - one.height / 2 for one in beside), default=points[-1][1])
        bottom = max((one.y + one.height / 2 for one in beside), default=top)
        points += [(_across(x), top), (_across(x), bottom)]
    points.append((target.x, target.y - target.height / 2))
    return Route(points=tuple(points))


def _way_back(source: Placed, target: Placed, side: float) -> Route:
    points = (
        (source.x + source.width / 2, source.y),
        (side, source.y),
        (side, target.y),
        (target.x + target.width / 2, target.y),
    )
    return Route(points=points, back=True)
