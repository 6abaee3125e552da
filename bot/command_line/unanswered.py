"""`bela flows unanswered`: what people ask and Bela cannot answer yet."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

import click

import config
from bot import errors, registry_opening
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.told import Told
from bot.unanswered import grouping, showing
from crm_sync import unanswered as kept

_DAYS: Final = kept.KEPT.days
_NONE: Final = Told("Não há nenhuma pergunta sem resposta.", "There is no unanswered question.")


class NoSuchGroup(errors.CannotRun):
    """No group has this name; the message says which there are."""

    def __init__(self, name: str, there: list[str]) -> None:
        names = ", ".join(there)
        known = Told(f"Há: {names}.", f"There are: {names}.") if there else _NONE
        super().__init__(
            f'Nenhum grupo de perguntas se chama "{name}". {known.pt}',
            f'No group of questions is called "{name}". {known.en}',
        )


@speaking.command("unanswered")
@click.option(
    "--days",
    metavar="DIAS",
    type=click.IntRange(1, _DAYS),
    default=_DAYS,
    show_default=True,
    help="Desde quando.",
)
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
