"""`bela contract`: does this Rocket.Chat behave as Bela assumes? For before and after an upgrade."""

from __future__ import annotations

import asyncio
import json
import sys

import click

import config
from bot import errors
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from rocketchat_bridge import admin
from rocketchat_bridge.contract import running
from rocketchat_bridge.contract.report import Report


@speaking.command()
@click.option("--json", "as_json", is_flag=True, help="Escreve o relatório em JSON, para programas.")
@click.option(
    "--with-open-conversations",
    "with_open",
    is_flag=True,
    help="Roda mesmo com conversas de pessoas abertas; não toca nelas.",
)
@click.pass_context
@plainly
def contract(context: click.Context, *, as_json: bool, with_open: bool) -> None:
    """Ensaia com gente inventada tudo que a Bela supõe do Rocket.Chat, e diz o que difere.

    Cria contas, visitantes e departamentos com o nome bela-contrato e os apaga no fim, também quando é interrompido; o que um
    ensaio morto deixou, o próximo apaga. Rode antes e depois de atualizar o Rocket.Chat. Precisa de
    BELA_ROCKETCHAT_ADMIN_USERNAME e BELA_ROCKETCHAT_ADMIN_PASSWORD no .env. O código de saída é 1 quando algo difere.

    Exemplo: bela contract
    """
    report = _report(chosen.deployment(context), with_open_conversations=with_open)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in report.text():
            click.echo(line)
    sys.exit(1 if report.differs else 0)


def _report(settings: config.Deployment, *, with_open_conversations: bool) -> Report:
    username, password = settings.secrets.admin_username, settings.secrets.admin_password
    if username is None or password is None:
        lacks = settings.secrets.administrator_lacks
        raise errors.CannotRun(
            f"O ensaio precisa de uma conta de administração: ponha {lacks.pt} no .env.",
            f"The rehearsal needs an administrator's account: put {lacks.en} into .env.",
        )
    with admin.Server(settings.rocketchat.url) as server:
        server.sign_in(username.reveal(), password.reveal())
        return asyncio.run(running.run(server, with_open_conversations=with_open_conversations))
