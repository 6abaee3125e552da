from __future__ import annotations

import re

from tests.unit.docs import sources

DEFINED = re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)


def test_every_test_that_the_table_names_exists():
    """A stated behaviour is a tested one."""
    named = set(re.findall(r"`(test_\w+)`", sources.page("bad-input.md")))
    paths = (sources.ROOT / "tests").rglob("test_*.py")
    defined = {name for path in paths for name in DEFINED.findall(path.read_text(encoding="utf-8"))}
    assert named <= defined, named - defined


def test_every_line_of_the_table_names_a_test():
    """No behaviour is claimed without its proof."""
    lines = [line for line in sources.page("bad-input.md").splitlines() if line.startswith("| ")]
    rows = [line for line in lines if not line.startswith(("| input |", "|---"))]
    assert rows
    assert not [row for row in rows if "`test_" not in row]
