"""YAML in which every node knows its file, line and column, and every mistake is a `Fault`, never an exception.

People edit these files by hand, so the reader is stricter and plainer than YAML 1.1: only `true` and `false` are
booleans ("sim", "não", "yes", "on" stay text), dates and times stay text, duplicate keys are refused.
"""

from config.marked_yaml.closeness import closest, hint
from config.marked_yaml.faults import Fault, Mark, Severity
from config.marked_yaml.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from config.marked_yaml.reading import read, read_bytes
from config.marked_yaml.shape import Shape

__all__ = [
    "Entry",
    "Fault",
    "ListNode",
    "MapNode",
    "Mark",
    "Node",
    "ScalarNode",
    "Severity",
    "Shape",
    "closest",
    "hint",
    "read",
    "read_bytes",
]
