"""How are long lists cut into pages?"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import orjson

from sandbox import errors
from sandbox.world.documents import field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_DEFAULT_COUNT = 50


def page(call: Call, key: str, items: Iterable[Document]) -> Document:
    """The page that `count`, `offset` and `sort` ask for, under this key."""
    found = _sorted(list(items), call.params.get("sort"))
    offset = int(call.params.get("offset") or 0)
    count = int(call.params.get("count") or _DEFAULT_COUNT)
    cut = found[offset : offset + count]
    return {key: cut, "count": len(cut), "offset": offset, "total": len(found)}


def _sorted(items: list[Document], order: str | None) -> list[Document]:
    if not order:
        return items
    try:
        keys: dict[str, Any] = orjson.loads(order)
    except orjson.JSONDecodeError:
        keys = {}
    if not keys:
        raise errors.MeteorError("error-invalid-sort", f'Invalid sort parameter provided: "{order}"')
    for name, direction in reversed(keys.items()):
        known = [item for item in items if field(item, name) is not None]
        unknown = [item for item in items if field(item, name) is None]
        known.sort(key=functools.partial(field, dotted=name), reverse=direction == -1)
        items = known + unknown if direction == -1 else unknown + known
    return items
