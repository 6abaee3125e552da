"""`bela triage explain`, `bela flows replay`: why it was decided so, and what a draft would decide."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import click

from bot import triages
from bot.command_line import chosen
from bot.command_line.plain_words import plainly


@click.group()
def triage() -> None:
    """As triagens feitas."""


@triage.command("explain")
@click.argument("code", metavar="ID")
@click.pass_context
@plainly
def explain(context: click.Context, code: str) -> None:
    """Explica cada triagem de uma pessoa, com respostas, regras, fontes e versão, e recalcula o resultado.

    Exemplo: bela triage explain BELA-7K3M-94QD
    """
    for line in asyncio.run(triages.explained(chosen.deployment(context), code)):
        click.echo(line)


@click.command()
@click.option("--days", type=click.IntRange(min=1), default=30, show_default=True, help="Quantos dias atrás.")
@click.pass_context
@plainly
def replay(context: click.Context, days: int) -> None:
    """Passa as triagens já feitas pelo protocolo do rascunho: quem mudaria de classe, e por quais regras.

    Exemplo: bela flows replay --days 30
    """
    since = datetime.now(UTC) - timedelta(days=days)
    for line in asyncio.run(triages.replayed(chosen.deployment(context), since=since)):
        click.echo(line)
