"""How is one thing changed in a tree of YAML, all else left as it is?"""

from __future__ import annotations

import dataclasses
from typing import Any

from config.marked_yaml import Entry, ListNode, MapNode, Mark, Node, ScalarNode

#: Keys and places in lists, from the top of the file.
type_path = tuple[str | int, ...]


def at(node: Node | None, path: type_path) -> Node | None:
    """What stands there; None when nothing does."""
    for step in path:
        if isinstance(step, str):
            node = node.get(step) if isinstance(node, MapNode) else None
        else:
            node = node.items[step] if isinstance(node, ListNode) and step < len(node.items) else None
    return node


def items(node: Node | None, path: type_path) -> tuple[tuple[type_path, Node], ...]:
    """The items of the list that stands there, each with its own path."""
    listed = at(node, path)
    if not isinstance(listed, ListNode):
        return ()
    return tuple(((*path, number), item) for number, item in enumerate(listed.items))


def entries(node: Node | None, path: type_path) -> tuple[tuple[str, type_path, Entry], ...]:
    """The entries of the map that stands there."""
    found = at(node, path)
    if not isinstance(found, MapNode):
        return ()
    return tuple((name, (*path, name), entry) for name, entry in found.entries.items())


def text(node: Node | None, *path: str | int) -> str | None:
    """The characters of the scalar that stands there."""
    found = at(node, path)
    return found.written if isinstance(found, ScalarNode) else None


def changed(node: Node, path: type_path, new: Node | None) -> Node:
    """The tree with `new` there; None takes out what was there."""
    if not path:
        if new is None:
            raise ValueError("a whole file cannot be taken out")
        return new
    step, rest = path[0], path[1:]
    match node, step:
        case MapNode(), str():
            return _map_changed(node, step, rest, new)
        case ListNode(), int():
            inner = [changed(node.items[step], rest, new)] if rest or new is not None else []
            return dataclasses.replace(node, items=(*node.items[:step], *inner, *node.items[step + 1 :]))
    raise KeyError(path)


def _map_changed(node: MapNode, key: str, rest: type_path, new: Node | None) -> MapNode:
    known = dict(node.entries)
    if not rest and new is None:
        del known[key]
        return dataclasses.replace(node, entries=known)
    before = known.get(key)
    inner = changed(before.node, rest, new) if rest and before else new
    if inner is None:
        raise KeyError((key, *rest))
    known[key] = Entry(key_mark=before.key_mark if before else node.mark, node=inner)
    return dataclasses.replace(node, entries=known)


def scalar(value: str | float | bool | None, mark: Mark) -> ScalarNode:  # ruff: ignore[boolean-type-hint-positional-argument] - any value of YAML
    """A value as if it stood at that place."""
    match value:
        case None:
            written = "null"
        case bool():
            written = "true" if value else "false"
        case _:
            written = str(value)
    return ScalarNode(mark=mark, value=value, written=written)


def plain(node: Node | None) -> Any:
    """The tree as plain values, for writing it down and for comparing it."""
    match node:
        case MapNode(entries=inside):
            return {name: plain(entry.node) for name, entry in inside.items()}
        case ListNode(items=listed):
            return [plain(item) for item in listed]
        case ScalarNode(value=value):
            return value
    return None
