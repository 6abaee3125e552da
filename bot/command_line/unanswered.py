"""`bela flows unanswered`: what people ask and Bela cannot answer yet."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

import click

import config
from bot import registry_opening
from bot.command_line import chosen
from bot.command_line.plain_words import plainly
from bot.unanswered import grouping, showing
from crm_sync import unanswered as kept

_DAYS: Final = kept.KEPT.days


class NoSuchGroup(Exception):
    """No group has this name; the message says which there are."""

    def __init__(self, name: str, there: list[str]) -> None:
        known = f"Há: {', '.join(there)}." if there else "Não há nenhuma pergunta sem resposta."
        super().__init__(f'nenhum grupo se chama "{name}". {known}')


@click.command("unanswered")
@click.option(
    "--days",
    metavar="DIAS",
    type=click.IntRange(1, _DAYS),
    default=_DAYS,
    show_default=True,
    help="Desde quando.",
)
@chosen.language
@click.pass_context
@plainly
def unanswered(context: click.Context, days: int) -> None:
    """Mostra as perguntas que a Bela não soube responder, as parecidas juntas; sem nomes nem números.

    Exemplo: bela flows unanswered --days 7
    """
    there = groups(chosen.deployment(context), days=days)
    for line in showing.lines(there, days=days, language=chosen.spoken()):
        click.echo(line)


def groups(deployment: config.Deployment, *, days: int = _DAYS) -> list[grouping.Group]:
    """The groups of these days."""

    async def found() -> list[kept.Question]:
        async with registry_opening.opened(deployment, say=lambda _: None) as people:
            await people.questions.forget_old()
            return await people.questions.since((datetime.now(UTC) - timedelta(days=days)).date())

    return grouping.groups(asyncio.run(found()))


def group(deployment: config.Deployment, name: str) -> grouping.Group:
    """The group of this name. Raises NoSuchGroup."""
    there = groups(deployment)
    found = next((one for one in there if one.name == name), None)
    if found is None:
        raise NoSuchGroup(name, [one.name for one in there])
    return found
