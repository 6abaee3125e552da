"""Which fields of two things of one kind differ? Places in files are no difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.told import Told, alike
from config.marked_yaml import Mark


def changed(old: Any, new: Any, *, words: Mapping[str, Told], but: Collection[str] = ()) -> list[Told]:
    """The names of what differs, in `words` where they are there; `but` is told in another way."""
    return [
        words.get(field.name, alike(field.name))
        for field in fields(new)
        if field.name not in but
        and without_places(getattr(old, field.name)) != without_places(getattr(new, field.name))
    ]


def without_places(value: Any) -> Any:
    """The value as data in which no place of a file is left, so that a line put before it is no difference."""
    if isinstance(value, Mark):
        return None
    if is_dataclass(value):
        return [type(value).__name__] + [
            [one.name, without_places(getattr(value, one.name))] for one in fields(value) if one.compare
        ]
    if isinstance(value, Mapping):
        return {key: without_places(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_places(one) for one in value]
    return value
