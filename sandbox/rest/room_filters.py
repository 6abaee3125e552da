"""Which rooms does `livechat/rooms` show? Its filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from sandbox import errors
from sandbox.rest import dates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sandbox.world.documents import Document


def read(params: dict[str, Any]) -> list[Callable[[Document], bool]]:
    """Tests that a room must pass; PlainError for a filter that cannot be read."""
    tests: list[Callable[[Document], bool]] = []
    if "open" in params:
        wanted = str(params["open"]).lower() == "true"
        tests.append(lambda room: bool(room.get("open")) is wanted)
    if str(params.get("queued")).lower() == "true":
        tests.append(lambda room: bool(room.get("open")) and "servedBy" not in room)
    if departments := params.get("departmentId"):
        chosen = [departments] if isinstance(departments, str) else departments
        tests.append(lambda room: room.get("departmentId") in chosen)
    if tags := params.get("tags"):
        tests.append(lambda room: bool(set(tags) & set(room.get("tags", ()))))
    if name := params.get("roomName"):
        tests.append(lambda room: name.lower() in room["fname"].lower())
    if fields := params.get("customFields"):
        values = _object(fields, "customFields")
        tests.append(lambda room: values.items() <= room.get("livechatData", {}).items())
    for key, date in (("createdAt", "ts"), ("closedAt", "closedAt")):
        if params.get(key):
            tests.append(_between(date, _object(params[key], key)))
    return tests


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise errors.PlainError(f'The "{name}" query parameter must be a valid JSON.')
    return value


def _between(date: str, limits: dict[str, Any]) -> Callable[[Document], bool]:
    start, end = (dates.read(limits[key], date) if limits.get(key) else None for key in ("start", "end"))

    def test(room: Document) -> bool:
        moment: datetime | None = room.get(date)
        if moment is None:
            return False
        return (start is None or moment >= start) and (end is None or moment <= end)

    return test
