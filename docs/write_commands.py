"""Writes `docs/reference/commands.md` from the help of `bela` itself: `python -m docs.write_commands`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from bot.command_line import main as bela

PAGE: Final = Path(__file__).parent / "reference" / "commands.md"

_WIDTH: Final = 100
_HEAD: Final = """# Commands of `bela`

This page is written from the program's own help: `.venv/bin/python -m docs.write_commands`. A test fails when it is not
current. The help is in Portuguese, as is everything `bela` says at a terminal.

Every command reads `.env` in the folder it is started from, then the deployment's folder (`--deployment`, or the variable
`BELA_DEPLOYMENT`). The exit code is 0 when all is well and 1 when something is missing or wrong; what is wrong is told in
plain sentences. An option or command that does not exist gives 2.
"""


def text() -> str:
    """The page as it should be."""
    return "\n".join([_HEAD, *_sections(bela, "bela", None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=_WIDTH, **command.context_settings
    )
    yield f"## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from _sections(command.commands[inner], inner, context)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
