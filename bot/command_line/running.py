"""`bela run`, `bela guard`, `bela demo`, `bela key`: answering people, and what is needed before."""

from __future__ import annotations

import base64
import secrets

import click

from bot import service
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.demo import showing
from bot.guard import guarding


@speaking.command()
@click.option("--as", "bot", metavar="ROBÔ", help="Qual robô, onde há vários (rocketchat.more_bots).")
@click.pass_context
@plainly
def run(context: click.Context, bot: str | None) -> None:
    """Atende: conecta-se ao Rocket.Chat e responde até ser parada (Ctrl-C).

    Um segundo processo do mesmo robô fica de reserva e assume em segundos. SIGHUP relê os ajustes.

    Exemplo: bela run
    """
    service.run(lambda: chosen.deployment(context, bot=bot), folder=context.obj, say=chosen.tell)


@speaking.command()
@click.pass_context
@plainly
def guard(context: click.Context) -> None:
    """Guarda: se a Bela parar, conversas novas vão para as pessoas até ela voltar.

    Exemplo: bela guard
    """
    guarding.run(chosen.deployment(context), say=chosen.tell)


@speaking.command()
@click.pass_context
@plainly
def demo(context: click.Context) -> None:
    """Mostra tudo nesta máquina: página do cidadão, mesa dos atendentes e robô.

    Exemplo: bela demo
    """
    showing.run(chosen.deployment(context), folder=context.obj, language=chosen.spoken(), say=chosen.tell)


@speaking.command()
def key() -> None:
    """Gera uma chave mestra nova para BELA_MASTER_KEY; guarde-a fora desta máquina também.

    Exemplo: bela key
    """
    click.echo(base64.b64encode(secrets.token_bytes(32)).decode())
