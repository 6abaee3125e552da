"""Where is "-3.7319, -38.5267"?"""

from __future__ import annotations

import re
from typing import Final

_PLACE: Final = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,10})?)\s*[,;]\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*")
_MOST_LATITUDE: Final = 90
_MOST_LONGITUDE: Final = 180


def read(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None when it cannot be read, or is nowhere on Earth."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    on_earth = abs(latitude) <= _MOST_LATITUDE and abs(longitude) <= _MOST_LONGITUDE
    return (latitude, longitude) if on_earth else None


def written(place: tuple[float, float]) -> str:
    """The place as `read` reads it."""
    latitude, longitude = place
    return f"{latitude:.6f}, {longitude:.6f}"
