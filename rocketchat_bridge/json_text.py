"""How is JSON read that other programs wrote?"""

from __future__ import annotations

import json
from typing import Any

import orjson


def read(raw: str | bytes) -> Any:
    """The value; half an emoji, as a character limit leaves it, becomes "?".

    Raises ValueError when it is no JSON, or is nested without end.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        try:
            whole = json.dumps(json.loads(raw), ensure_ascii=False)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return orjson.loads(whole.encode("utf-8", "replace"))


def sound(text: str) -> str:
    """The text with half emoji replaced, so that it can be written as JSON."""
    return text.encode("utf-8", "replace").decode()
