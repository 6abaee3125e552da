"""`bela provision`: preparing a Rocket.Chat server."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from rocketchat_bridge import admin, provisioning, token_file


@speaking.command()
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
        chosen.say(f"mudado: {change.pt}", f"changed: {change.en}")
    for task in done.undone:
        chosen.say(f"falta:  {task.pt}", f"undone:  {task.en}")
    if not done.changes and not done.undone:
        chosen.say(
            "Nada a mudar: o servidor já está pronto.", "Nothing to change: the server is ready already."
        )
    if done.bot_token:
        _kept(settings.rocketchat.bots[0], token_file.keep(settings.data_folder, done.bot_token))
    for bot, token in done.more_tokens.items():
        _kept(bot, token_file.keep(settings.data_folder, token, bot=bot))
    sys.exit(1 if done.undone else 0)


def _kept(bot: str, path: Path) -> None:
    chosen.say(
        f"O token de {bot} ficou em {path}, que só a sua conta lê.",
        f"The token of {bot} is in {path}, which only your account reads.",
    )
