"""A small pack without faults, over which a rule's example is laid."""

from __future__ import annotations

import textwrap
from datetime import date

import yaml

from bot.linting import linter
from config import marked_yaml
from config.marked_yaml import MapNode
from tests.unit.content.test_faults import DEPARTMENTS, GOOD

#: The day on which the packs are looked at.
TODAY = date(2026, 11, 24)


def lint(folder, example="", *, without=(), name="example.yml"):
    """Lint the small pack with an example as one more file; what the example defines replaces the pack's own."""
    example = textwrap.dedent(example).lstrip("\n")
    given = _names(example)
    for file, text in GOOD.items():
        rest = {
            key: _left(key, value, given, without) for key, value in yaml.load(text, yaml.CSafeLoader).items()
        }
        kept = {key: value for key, value in rest.items() if value is not None}
        (folder / file).write_text(
            yaml.dump(kept, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    if example:
        (folder / name).write_text(example, encoding="utf-8")
    return linter.lint(folder, departments=DEPARTMENTS, today=TODAY)


def rules(findings):
    return {finding.rule for finding in findings}


def _names(example):
    """The names that an example defines, below each of its keys."""
    node, _ = marked_yaml.read_bytes(example.encode(), file="example.yml")
    entries = node.entries if isinstance(node, MapNode) else {}
    return {key: set(e.node.entries) if isinstance(e.node, MapNode) else set() for key, e in entries.items()}


def _left(key, value, given, without):
    if key in {"pack", "protocol"} and key in given:
        return None
    if isinstance(value, dict) and key not in {"pack", "protocol"}:
        return {name: item for name, item in value.items() if name not in {*given.get(key, ()), *without}}
    return value
