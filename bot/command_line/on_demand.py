"""Which module holds a command? It is loaded when the command is asked for, so that none waits for what only others need."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Final

import click

from bot import collecting

_PACKAGE: Final = __package__


class Commands(MutableMapping[str, click.Command]):
    """The commands of a group, by name: of some only the place is known, "module:attribute"."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """The modules stand beside this one."""
        self._places = dict(places)
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        """Load the command where it is not loaded yet. Raises KeyError where there is none of this name."""
        if name not in self._loaded:
            self._loaded[name] = _load(self._places[name])
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        """A command that is there already."""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        """Raises KeyError where there is none of this name."""
        del (self._loaded if name in self._loaded else self._places)[name]

    def __iter__(self) -> Iterator[str]:
        """The names; nothing is loaded for them."""
        return iter(self._places | self._loaded)

    def __len__(self) -> int:
        """How many."""
        return len(self._places | self._loaded)


def _load(place: str) -> click.Command:
    module, _, attribute = place.partition(":")
    with collecting.paused():
        found = getattr(importlib.import_module(f"{_PACKAGE}.{module}"), attribute)
    if not isinstance(found, click.Command):
        raise TypeError(place)
    return found
