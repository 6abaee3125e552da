"""`bela person …`: people of the registry."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

import click

from bot import people
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly


@speaking.group()
def person() -> None:
    """As pessoas do registro."""


@person.command("show")
@click.argument("code", metavar="ID")
@click.pass_context
@plainly
def person_show(context: click.Context, code: str) -> None:
    """Mostra a história de uma pessoa.

    Exemplo: bela person show BELA-7K3M-94QX
    """
    for line in asyncio.run(people.history_lines(chosen.deployment(context), code, language=chosen.spoken())):
        click.echo(line)


@person.command("begin")
@click.argument("code", metavar="ID")
@click.argument("entry", metavar="ENTRADA")
@click.option(
    "--at",
    "moment",
    metavar="QUANDO",
    type=click.DateTime(["%Y-%m-%d %H:%M"]),
    help="Quando, no horário da cidade; sem isto, já.",
)
@click.option("--set", "pairs", metavar="SLOT=VALOR", multiple=True, help="O que já se sabe; pode repetir.")
@click.option("--by", metavar="NOME", default=chosen.account, help="Quem marca; se não, a sua conta.")
@click.pass_context
@plainly
def person_begin(
    context: click.Context, code: str, entry: str, moment: datetime | None, pairs: Sequence[str], by: str
) -> None:
    """Faz a Bela começar uma conversa na sala aberta de uma pessoa, agora ou em uma hora marcada.

    ENTRADA é o nome de um «entry» do conteúdo que está no ar. O contato é feito uma vez só, também se a Bela parar e voltar; se
    nessa hora a conversa é de uma pessoa da equipe, ou já fechou, ele não é feito.

    Exemplo: bela person begin BELA-7K3M-94QX acompanhamento --at "2026-12-01 09:00" --set dia=3
    """
    deployment = chosen.deployment(context)
    slots = dict(_pair(pair) for pair in pairs)
    at = moment.replace(tzinfo=deployment.time_zone) if moment else None
    due = asyncio.run(people.plan_beginning(deployment, code, entry, slots=slots, at=at, by=by))
    there = due.astimezone(deployment.time_zone)
    chosen.say(
        f"Contato marcado para {there:%d/%m/%Y às %H:%M}.", f"Contact planned for {there:%Y-%m-%d %H:%M}."
    )


def _pair(written: str) -> tuple[str, str]:
    slot, sign, value = written.partition("=")
    if not sign or not slot.strip():
        raise chosen.misused(
            f"--set: escreva SLOT=VALOR, e não «{written}».",
            f"--set: write SLOT=VALUE instead of «{written}».",
        )
    return slot.strip(), value.strip()
