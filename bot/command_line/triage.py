"""`bela triage explain`, `bela flows replay`: why it was decided so, and what a draft would decide."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from bot import triages
from bot.cases import durations
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.told import Told

_DRAFT: Final = "draft"


@speaking.group()
def triage() -> None:
    """As triagens feitas."""


@triage.command("explain")
@click.argument("name", metavar="ID")
@click.pass_context
@plainly
def explain(context: click.Context, name: str) -> None:
    """Explica uma triagem ou as de uma pessoa, com respostas, regras, fontes e versão, e recalcula o resultado.

    O ID é o da pessoa (BELA-…), e então são explicadas todas as suas; ou o da triagem, que aparece com cada uma; ou a parte
    dele antes da barra, que é o do atendimento.

    Exemplo: bela triage explain BELA-7K3M-94QX
    """
    for line in asyncio.run(triages.explained(chosen.deployment(context), name)):
        chosen.tell(line)


class _Duration(click.ParamType[timedelta]):
    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        time = durations.read(str(value))
        if not time:
            told = Told(
                f'"{value}" não é um tempo como 30d, 12h ou 4w.',
                f'"{value}" is no time such as 30d, 12h or 4w.',
            )
            self.fail(told.said(chosen.spoken()), param, ctx)
        return time


class _Which(click.ParamType[int | None]):
    name = "which"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value == _DRAFT:
            return None
        if not str(value).isdecimal():
            told = Told(
                f'"{value}" não é "{_DRAFT}" nem o número de uma versão.',
                f'"{value}" is neither "{_DRAFT}" nor the number of a version.',
            )
            self.fail(told.said(chosen.spoken()), param, ctx)
        return int(str(value))


@speaking.command()
@click.option(
    "--since",
    type=_Duration(),
    default="30d",
    show_default=True,
    metavar="TEMPO",
    help="Desde quanto tempo atrás: 30d, 12h, 4w.",
)
@click.option(
    "--with",
    "version",
    type=_Which(),
    default=_DRAFT,
    show_default=True,
    metavar="QUAL",
    help='Com que protocolo: "draft", o do rascunho, ou o número de uma versão.',
)
@click.pass_context
@plainly
def replay(context: click.Context, since: timedelta, version: int | None) -> None:
    """Passa as triagens já feitas por outro protocolo: quem mudaria de classe, e por quais regras. Nada muda.

    Exemplo: bela flows replay --since 30d --with draft
    """
    deployment = chosen.deployment(context)
    moment = datetime.now(UTC) - since
    for line in asyncio.run(triages.replayed(deployment, since=moment, version=version)):
        chosen.tell(line)
