"""`bela person …`: people of the registry."""

from __future__ import annotations

import asyncio

import click

from bot import people
from bot.command_line import chosen
from bot.command_line.plain_words import plainly


@click.group()
def person() -> None:
    """As pessoas do registro."""


@person.command("show")
@click.argument("code", metavar="ID")
@click.pass_context
@plainly
def person_show(context: click.Context, code: str) -> None:
    """Mostra a história de uma pessoa, por exemplo: bela person show BELA-7K3M-94QD."""
    for line in asyncio.run(people.history_lines(chosen.deployment(context), code)):
        click.echo(line)
