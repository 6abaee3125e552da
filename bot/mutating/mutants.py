"""Every mutant of a pack."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from bot.mutating import flows, options, protocol, trees
from bot.mutating.definitions import Mutant
from config.marked_yaml import Node


def of(files: Mapping[str, Node]) -> tuple[Mutant, ...]:
    """The mutants of a pack, given its files as they were read; those that change a file alike count once."""
    known: set[str] = set()
    found = []
    for mutant in _every(files):
        what = json.dumps([mutant.file, [(edit.path, trees.plain(edit.node)) for edit in mutant.edits]])
        if what not in known:
            known.add(what)
            found.append(mutant)
    return tuple(found)


def _every(files: Mapping[str, Node]) -> Iterator[Mutant]:
    names = sorted(name for file in files.values() for name in flows.names(file))
    for name in sorted(files):
        file = files[name]
        yield from protocol.mutants(file)
        yield from flows.mutants(file, names)
        yield from options.mutants(file)
