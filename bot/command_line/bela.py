"""`bela`: the command that all others stand below."""

from __future__ import annotations

from pathlib import Path

import click
from dotenv import load_dotenv

from bot.command_line import contracting, database, flows, helping, person, running, servers, settings, triage


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--deployment",
    "folder",
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
    context.obj = folder


for _command in (
    running.run,
    running.guard,
    running.demo,
    servers.provision,
    helping.check,
    helping.diagnostics_command,
    contracting.contract,
    settings.config_group,
    flows.flows,
    person.person,
    triage.triage,
    database.database,
    running.key,
):
    main.add_command(_command)
