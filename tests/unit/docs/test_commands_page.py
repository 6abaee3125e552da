from __future__ import annotations

from docs import write_commands


def test_the_page_of_commands_is_what_the_program_says():
    """`docs/reference/commands.md` is current; `python -m docs.write_commands` writes it anew."""
    assert write_commands.PAGE.read_text(encoding="utf-8") == write_commands.text()
