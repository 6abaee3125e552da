"""What the database was being asked when it did not answer has its name in English, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import crm_sync
from crm_sync import doings

#: What takes the name as its first argument.
NAMED = {"connection", "DatabaseUnavailable"}


def _doings(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_DURING":
            yield node.value
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_DURING" and node.value:
            yield node.value
        if isinstance(node, ast.Call):
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "during")
            if ast.unparse(node.func).rpartition(".")[2] in NAMED:
                yield from node.args[:1]


def test_each_is_told_in_both_languages_and_none_is_left_over():
    """No sentence says "an operation" where it could say which."""
    sources = [path.read_text(encoding="utf-8") for path in Path(crm_sync.__file__).parent.rglob("*.py")]
    found = {
        doing.value
        for source in sources
        for doing in _doings(ast.parse(source))
        if isinstance(doing, ast.Constant)
    }
    assert found == set(doings.ENGLISH)
