"""Has an answer the shape that Rocket.Chat's has? The shapes are in `answers.yml`."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import yaml

_SIMPLE: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "true": {"enum": [True]},
    "false": {"enum": [False]},
    "null": {"type": "null"},
    "any": {},
}


def faults(route: str, status: int, told: Any) -> Iterator[str]:
    """One sentence when the answer is not as described; a route or status without a shape is a fault as well."""
    try:
        _compiled(route, status)(told)
    except KeyError:
        yield f"{route}: answers.yml tells no shape for status {status}"
    except fastjsonschema.JsonSchemaValueException as fault:
        yield f"{route} answered {status}: {fault.message}"


def routes() -> set[str]:
    """The routes with a shape."""
    return set(_written()["answers"])


@functools.cache
def _written() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("answers.yml").read_text("utf-8"))
    return loaded


@functools.cache
def _compiled(route: str, status: int) -> Callable[[Any], Any]:
    written = _written()
    shape = written["answers"][route] if status < 300 else written["refusals"][status]
    definitions = {name: _schema(kind) for name, kind in written["kinds"].items()}
    compiled: Callable[[Any], Any] = fastjsonschema.compile({**_schema(shape), "definitions": definitions})
    return compiled


def _schema(shape: Any) -> dict[str, Any]:
    if isinstance(shape, dict):
        names = [name for name in shape if not name.endswith("~")]
        return {
            "type": "object",
            "required": names,
            "properties": {name.removesuffix("~"): _schema(kind) for name, kind in shape.items()},
        }
    if isinstance(shape, list):
        return {"type": "array", "items": _schema(shape[0])}
    return _kind(str(shape).lower() if isinstance(shape, bool) or shape is None else shape)


def _kind(word: str) -> dict[str, Any]:
    alternatives = word.split("|")
    if len(alternatives) > 1:
        return {"anyOf": [_kind(each) for each in alternatives]}
    if word.startswith("["):
        return {"type": "array", "items": _kind(word[1:-1])}
    return _SIMPLE.get(word, {"$ref": f"#/definitions/{word}"})
