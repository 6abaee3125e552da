"""Which parameters does each route take? Published validators, compiled on first use.

`published.json` comes from npm `@rocket.chat/rest-typings` 8.8.1 (MIT licence) through `sandbox.schemas.extract`;
`own.json` holds routes whose validator that package does not export, after Rocket.Chat's OpenAPI files.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import fastjsonschema

from sandbox import errors

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDER = Path(__file__).parent
_WORDS = {"true": True, "false": False}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@functools.cache
def _all() -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for name in ("published.json", "own.json"):
        schemas |= json.loads((_FOLDER / name).read_text("utf-8"))
    return schemas


@functools.cache
def _compiled(name: str) -> Callable[[Any], Any]:
    return cast("Callable[[Any], Any]", fastjsonschema.compile(_all()[name], use_default=False))


def check(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """The value, with scalars coerced where the schema asks for another type; InvalidParamsError if it does not fit."""
    validate = _compiled(name)
    try:
        validate(value)
    except fastjsonschema.JsonSchemaValueException:
        value = _coerced(value, _all()[name])
        try:
            validate(value)
        except fastjsonschema.JsonSchemaValueException as fault:
            raise errors.InvalidParamsError(_sentence(fault)) from fault
    return value


def _coerced(value: Any, schema: dict[str, Any]) -> Any:
    for alternative in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        value = _coerced(value, alternative)
    types = schema.get("type", ())
    for wanted in [types] if isinstance(types, str) else types:
        value = _as_type(value, wanted)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return {key: _coerced(v, properties[key]) if key in properties else v for key, v in value.items()}
    if isinstance(value, list) and "items" in schema:
        return [_coerced(v, schema["items"]) for v in value]
    return value


def _as_type(value: Any, wanted: str) -> Any:
    """AJV's `coerceTypes: "array"`, as far as requests use it."""
    if wanted == "array" and not isinstance(value, list | dict):
        return [value]
    if wanted in {"number", "integer"} and isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    if wanted == "boolean" and isinstance(value, str):
        return _WORDS.get(value, value)
    if wanted == "string" and isinstance(value, int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def _sentence(fault: Any) -> str:
    """The fault in AJV's words."""
    if fault.rule == "required":
        missing = next(name for name in fault.rule_definition if name not in fault.value)
        return f"must have required property '{missing}'"
    if fault.rule == "additionalProperties":
        return "must NOT have additional properties"
    if fault.rule == "type":
        wanted = fault.rule_definition
        return f"must be {wanted if isinstance(wanted, str) else ','.join(wanted)}"
    if fault.rule == "enum":
        return "must be equal to one of the allowed values"
    if fault.rule in {"oneOf", "anyOf"}:
        return f"must match {'exactly one' if fault.rule == 'oneOf' else 'a'} schema in {fault.rule}"
    return f'must pass "{fault.rule}" keyword validation'
