"""`bela flows check`: can the content be read?"""

from __future__ import annotations

import click

from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.publishing import compiling


@speaking.command()
@click.pass_context
@plainly
def check(context: click.Context) -> None:
    """Lê todo o conteúdo e aponta cada erro com arquivo, linha e coluna.

    Exemplo: bela flows check
    """
    settings = chosen.deployment(context)
    content = compiling.read(settings.content, settings)
    for warning in content.warnings:
        chosen.say(f"aviso: {warning}", f"warning: {warning}")
    flows, responses = len(content.flows), len(content.responses)
    rules, flags = len(content.protocol.rules), len(content.protocol.red_flags)
    chosen.say(
        f"{content.title} {content.version}: {flows} fluxos, {responses} respostas, {rules} regras, "
        f"{flags} sinais de alerta. Nenhum erro.",
        f"{content.title} {content.version}: {flows} flows, {responses} responses, {rules} rules, "
        f"{flags} red flags. No errors.",
    )
