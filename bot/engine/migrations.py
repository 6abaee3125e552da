"""How is a conversation that an earlier version stored read today? One function for each version of the stored form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final


def migrated(data: Mapping[str, Any], *, to: int) -> Mapping[str, Any]:
    """The data in the form `to`; raises ValueError for a form that is not known here."""
    while data["format"] != to:
        step = _STEPS.get(data["format"])
        if step is None:
            raise ValueError(
                f"conversation format {data['format']} is not known here; this version reads {to}"
            )
        data = step(data)
    return data


def _from_1(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Frames know why they are under way; reminders, misreadings, facts told and the summary of a hand-off are kept."""
    stack = [
        [flow, step, "regular" if number == 0 else "interrupt", data["turn"], False, replay, {}]
        for number, (flow, step, replay) in enumerate(data["stack"])
    ]
    return {
        **data,
        "format": 2,
        "stack": stack,
        "reminders": 0,
        "misread": 0,
        "told": {},
        "priority": "",
        "summary": "",
        "heard_at": None,
    }


def _from_2(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """When people got the room is kept, and what was done since."""
    return {**data, "format": 3, "given_at": None, "watched": 0}


def _from_3(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is empty may be left out."""
    return {**data, "format": 4}


_STEPS: Final[Mapping[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]]] = {
    1: _from_1,
    2: _from_2,
    3: _from_3,
}
