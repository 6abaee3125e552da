"""What is a document? The JSON object Rocket.Chat keeps and shows, with dates as aware datetimes."""

from __future__ import annotations

from typing import Any

#: A stored document, under Rocket.Chat's own field names (facts of its core typings).
Document = dict[str, Any]


def field(document: Document, dotted: str) -> Any:
    """The value at a dotted path (`v.token`), or None."""
    value: Any = document
    for name in dotted.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def picked(document: Document, *names: str) -> Document:
    """A copy with only these fields, where they exist."""
    return {name: document[name] for name in names if name in document}
