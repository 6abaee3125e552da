"""How does a statement's parameter travel? As one jsonb document, bytes in base64: one parameter is cheap to send."""

from __future__ import annotations

import binascii
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from crm_sync import clear_text


def document(written: dict[str, Any] | list[dict[str, Any]]) -> Jsonb:
    """The parameter; identifiers with characters that PostgreSQL refuses are made storable."""
    return Jsonb(written, dumps=_dump)


def base64(sealed: bytes) -> str:
    """Bytes inside a document; the statement decodes them."""
    return binascii.b2a_base64(sealed, newline=False).decode("ascii")


def _dump(written: dict[str, Any] | list[dict[str, Any]]) -> bytes:
    """JSON that PostgreSQL takes; only a document with a NUL or a lone surrogate in it is walked through."""
    try:
        dumped = orjson.dumps(written)
    except TypeError:
        return orjson.dumps(_storable(written))
    return orjson.dumps(_storable(written)) if b"\\u0000" in dumped else dumped


def _storable(value: Any) -> Any:
    match value:
        case str():
            return clear_text.storable(value)
        case dict():
            return {key: _storable(item) for key, item in value.items()}
        case list() | tuple():
            return [_storable(item) for item in value]
        case _:
            return value
