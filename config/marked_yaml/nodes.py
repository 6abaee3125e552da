"""What a YAML file holds: maps, lists and scalars, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.marked_yaml.faults import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarNode:
    """A single value; a block scalar's mark is that of its `|` or `>`."""

    mark: Mark
    value: str | int | float | bool | None
    #: the characters as written, before `1.10` became the number 1.1
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNode:
    """A sequence of nodes."""

    mark: Mark
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of a map together with the place of its key."""

    key_mark: Mark
    node: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """Keys, in the order of the file, and their values; keys are always text."""

    mark: Mark
    entries: Mapping[str, Entry]

    def get(self, key: str) -> "Node | None":
        """Return the value under `key`, or None when the key is absent."""
        entry = self.entries.get(key)
        return None if entry is None else entry.node


Node = MapNode | ListNode | ScalarNode
