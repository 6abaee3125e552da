"""Which municipality is a shared place in? Told from the distances to the seats, and asked back where they leave a doubt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from bot.content import answers
from bot.understanding import readings
from bot.understanding.answers.municipality import MOST_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Latitude and longitude in degrees.
Point = tuple[float, float]

#: Farther than this from every seat, nothing is guessed: the municipality may be one that the deployment does not list.
REACH_KM: Final = 40.0
#: A seat less than so many times as far as the nearest may be the right one: borders do not run half-way.
_CLEARLY_NEARER: Final = 2.0
#: The mean radius of the Earth.
_EARTH_KM: Final = 6371.0


def nearest(seats: Mapping[str, Point], place: Point) -> readings.Reading:
    """Read the municipality of the nearest seat; seats about as near are asked back, none within reach is unclear."""
    away = {name: kilometres(seat, place) for name, seat in seats.items()}
    within = sorted((name for name in away if away[name] <= REACH_KM), key=lambda name: (away[name], name))
    if not within:
        return readings.UNCLEAR
    doubt = _CLEARLY_NEARER * away[within[0]]
    others = [name for name in within[1:] if away[name] <= doubt]
    if not others:
        return readings.Read(within[0], corrected=True)
    offered = (within[0], *others)[:MOST_CANDIDATES]
    candidates = tuple(answers.Option(id=name, label=name) for name in offered)
    return readings.NotUnderstood(readings.Why.AMBIGUOUS, candidates=candidates)


def kilometres(one: Point, other: Point) -> float:
    """The distance over the ground, by the haversine formula: https://en.wikipedia.org/wiki/Haversine_formula."""
    (north, east), (other_north, other_east) = (map(math.radians, point) for point in (one, other))
    across = math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    half_chord = math.sin((other_north - north) / 2) ** 2 + across
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(half_chord, 1.0)))
