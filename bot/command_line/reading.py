"""`bela flows check`: can the content be read?"""

from __future__ import annotations

import click

from bot.command_line import chosen
from bot.command_line.plain_words import plainly
from bot.publishing import compiling


@click.command()
@click.pass_context
@plainly
def check(context: click.Context) -> None:
    """Lê todo o conteúdo e aponta cada erro com arquivo, linha e coluna.

    Exemplo: bela flows check
    """
    settings = chosen.deployment(context)
    content = compiling.read(settings.content, settings)
    for warning in content.warnings:
        click.echo(f"aviso: {warning}")
    click.echo(
        f"{content.title} {content.version}: {len(content.flows)} fluxos, {len(content.responses)} respostas, "
        f"{len(content.protocol.rules)} regras, {len(content.protocol.red_flags)} sinais de alerta. Nenhum erro."
    )
