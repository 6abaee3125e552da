"""`bela`: the command that all others stand below."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

import click
from dotenv import load_dotenv

from bot.command_line import speaking
from bot.command_line.on_demand import Commands

_COMMANDS: Final = {
    "check": "helping:check",
    "config": "settings:config_group",
    "contract": "contracting:contract",
    "database": "database:database",
    "demo": "running:demo",
    "diagnostics": "helping:diagnostics_command",
    "flows": "flows:flows",
    "guard": "running:guard",
    "key": "running:key",
    "person": "person:person",
    "provision": "servers:provision",
    "run": "running:run",
    "triage": "triage:triage",
}


@click.group(
    cls=speaking.Root, commands=Commands(_COMMANDS), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--deployment",
    "folder",
    metavar="PASTA",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("config/demo"),
    envvar="BELA_DEPLOYMENT",
    show_default=True,
    help="Pasta da cidade ou do estado.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Bela: teleorientação e triagem no Rocket.Chat."""
    load_dotenv(Path(".env"))
    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it says is told in our own words
    context.obj = folder
