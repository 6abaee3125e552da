"""The pieces a schema is made of, as the readers' `Shape` understands them: an optional key may be left empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

#: JSON Schema is JSON: a piece is what will be written out.
Piece = dict[str, Any]

#: Anything at all.
ANYTHING: Final[Piece] = {}
#: A value of a slot that is written out.
LITERAL: Final[Piece] = {
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {"type": "array", "items": {"type": ["string", "number", "boolean"]}},
    ]
}
#: A condition, or always, or never.
CONDITION: Final[Piece] = {"type": ["string", "boolean"]}
#: A text that is not blank; a number counts as the characters that were written.
TEXT: Final[Piece] = {"type": ["string", "number"], "pattern": r"\S"}
#: A text that may be blank.
ANY_TEXT: Final[Piece] = {"type": ["string", "number"]}
NUMBER: Final[Piece] = {"type": "number"}
FLAG: Final[Piece] = {"type": "boolean"}
LENGTH: Final[Piece] = {"type": "string", "pattern": r"^\s*\d{1,5}\s*(s|min|m|h|d)\s*$"}
LINK: Final[Piece] = {"type": "string", "pattern": "^https://"}
OPEN_MAP: Final[Piece] = {"type": "object"}


def whole(*, least: int | None = None, most: int | None = None) -> Piece:
    """A whole number."""
    bounds = {"minimum": least, "maximum": most}
    return {"type": "integer", **{key: bound for key, bound in bounds.items() if bound is not None}}


def one_of(words: Collection[Any]) -> Piece:
    """One of these words, in this order."""
    return {"enum": list(words)}


def either(*pieces: Piece) -> Piece:
    """Any of these."""
    return {"anyOf": list(pieces)}


def listed(item: Piece, *, least: int = 0, most: int | None = None) -> Piece:
    """A list of such items."""
    bounds = {"minItems": least or None, "maxItems": most}
    return {"type": "array", "items": item, **{key: bound for key, bound in bounds.items() if bound}}


def named(item: Piece, *, least: int = 0, most: int | None = None) -> Piece:
    """A map of names that the author chooses."""
    bounds = {"minProperties": least or None, "maxProperties": most}
    return {
        "type": "object",
        "additionalProperties": item,
        **{key: bound for key, bound in bounds.items() if bound},
    }


def ref(name: str) -> Piece:
    """What stands under that name in the schema's definitions."""
    return {"$ref": f"#/definitions/{name}"}


def said(what: str, piece: Piece) -> Piece:
    """The piece with a line for people; beside a `$ref` a line would not be read."""
    return {"description": what, **({"allOf": [piece]} if "$ref" in piece else piece)}


def closed(needed: Mapping[str, Piece], optional: Mapping[str, Piece] | None = None) -> Piece:
    """A map with these keys and no other."""
    properties = {**needed, **{key: _or_empty(piece) for key, piece in (optional or {}).items()}}
    piece: Piece = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**piece, "required": list(needed)} if needed else piece


def idle(reasons: Mapping[str, str]) -> dict[str, Piece]:
    """Keys of Rasa's that are accepted and do nothing."""
    return {
        key: {"description": f"Sem efeito: {reason}.", "deprecated": True} for key, reason in reasons.items()
    }


def _or_empty(piece: Piece) -> Piece:
    if "enum" in piece:
        return {**piece, "enum": [*piece["enum"], None]}
    if "anyOf" in piece:
        return {**piece, "anyOf": [*piece["anyOf"], {"type": "null"}]}
    if "allOf" in piece:
        return {"description": piece["description"], "anyOf": [*piece["allOf"], {"type": "null"}]}
    kinds = piece.get("type")
    if kinds is None:
        return piece
    return {**piece, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
