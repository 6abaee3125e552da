"""What does the code itself say, for pages that must not forget any of it?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
#: The packages that a deployment runs.
PACKAGES = ("bot", "config", "crm_sync", "rocketchat_bridge")


def page(name: str) -> str:
    """The text of a page below `docs/`."""
    return (DOCS / name).read_text(encoding="utf-8")


def calls(*folders: str) -> Iterator[ast.Call]:
    """Every call in the Python files of these folders of the project."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from calls_in(path)


def calls_in(path: Path) -> Iterator[ast.Call]:
    """Every call in one Python file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last part of what is called: "fault" of `shape.fault(…)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def texts(call: ast.Call) -> list[str]:
    """The arguments that are plain texts, in order."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return [arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def in_first_column(text: str) -> list[str]:
    """What stands in backticks at the beginning of each line of a table."""
    return re.findall(r"^\| `([^`]+)`", text, flags=re.MULTILINE)
