"""`bela provision`: preparing a Rocket.Chat server."""

from __future__ import annotations

import sys

import click

from bot.command_line import chosen
from bot.command_line.plain_words import plainly
from rocketchat_bridge import admin, provisioning, token_file


@click.command()
@click.pass_context
@plainly
def provision(context: click.Context) -> None:
    """Prepara um servidor Rocket.Chat: robô, permissões, departamentos e ajustes.

    Exemplo: bela provision
    """
    settings = chosen.deployment(context)
    with admin.Server(settings.rocketchat.url) as server:
        done = provisioning.provision(server, settings)
    for change in done.changes:
        click.echo(f"mudado: {change}")
    for task in done.undone:
        click.echo(f"falta:  {task}")
    if not done.changes and not done.undone:
        click.echo("Nada a mudar: o servidor já está pronto.")
    if done.bot_token:
        path = token_file.keep(settings.data_folder, done.bot_token)
        click.echo(f"O token do robô ficou em {path}, que só a sua conta lê.")
    for bot, token in done.more_tokens.items():
        path = token_file.keep(settings.data_folder, token, bot=bot)
        click.echo(f"O token de {bot} ficou em {path}, que só a sua conta lê.")
    sys.exit(1 if done.undone else 0)
