"""What did each REST request ask, and what was it told? One line of JSON each, for whoever judges them afterwards.

The file is told by the setting `witness`, else by the variable `SANDBOX_WITNESS`, so that sandboxes started as programs
write to the same file. Nothing is kept back: it is for tests, with made-up people.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from sandbox import encoding

if TYPE_CHECKING:
    from io import FileIO

    from sandbox.rest.route import Route

VARIABLE = "SANDBOX_WITNESS"


def from_environment() -> Path | None:
    """The file that the variable names."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


class Witness:
    """Writes down requests; without a file it does nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: FileIO | None = None

    def open(self) -> None:
        """Write from now on, after what the file holds already."""
        if self._path is not None:
            self._file = self._path.open("ab", buffering=0)

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def write(self, route: Route | None, *, asked: Any, status: int, told: Any, user: str | None) -> None:
        """One request to a known route, before its values were coerced, and its answer."""
        if self._file is None or route is None:
            return
        line = {
            "route": f"{route.method} {route.path}",
            "schema": route.schema,
            "user": user,
            "asked": asked,
            "status": status,
            "told": orjson.Fragment(told) if told else None,
        }
        self._file.write(encoding.rest(line) + b"\n")
