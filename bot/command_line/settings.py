"""`bela config …`: the settings in force."""

from __future__ import annotations

import click

from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from config import shown


@speaking.group("config")
def config_group() -> None:
    """Os ajustes desta cidade ou estado."""


@config_group.command("show")
@click.pass_context
@plainly
def config_show(context: click.Context) -> None:
    """Mostra o que está em vigor e de onde vem; segredos ficam escondidos.

    Exemplo: bela config show
    """
    for line in shown.lines(chosen.deployment(context), language=chosen.spoken()):
        click.echo(line)
