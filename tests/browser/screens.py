"""On which screens are pages looked at?"""

from typing import Any

#: Options of a browser context.
Screen = dict[str, Any]

_BRAZIL: Screen = {"locale": "pt-BR", "timezone_id": "America/Fortaleza"}
_DESKTOP_SIZE = {"width": 1280, "height": 800}
_PHONE_SIZE = {"width": 390, "height": 844}

DESKTOP: Screen = {**_BRAZIL, "viewport": _DESKTOP_SIZE, "screen": _DESKTOP_SIZE}
PHONE: Screen = {
    **_BRAZIL,
    "viewport": _PHONE_SIZE,
    "screen": _PHONE_SIZE,
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
