"""`bela flows …`: what an admin does with the content."""

from __future__ import annotations

from typing import Final

from bot.command_line import speaking
from bot.command_line.on_demand import Commands

_COMMANDS: Final = {
    "check": "reading:check",
    "compare": "versions:compare",
    "coverage": "testing:coverage_command",
    "diff": "versions:diff",
    "draw": "drawing:draw",
    "faults": "versions:faults",
    "lint": "linting:lint",
    "new": "simulating:new",
    "page": "versions:page",
    "prove": "proving:prove",
    "publish": "versions:publish",
    "replay": "triage:replay",
    "restore": "versions:restore",
    "review": "versions:review",
    "rollback": "versions:rollback",
    "schema": "describing:schema",
    "simulate": "simulating:simulate",
    "status": "versions:status",
    "test": "testing:test",
    "unanswered": "unanswered:unanswered",
    "versions": "versions:versions",
    "vignettes": "vignettes:vignettes",
}


@speaking.group(commands=Commands(_COMMANDS))
def flows() -> None:
    """O conteúdo: conversas, textos e protocolo."""
