"""`bela flows …`: what an admin does with the content."""

from __future__ import annotations

import click

from bot.command_line import (
    chosen,
    describing,
    drawing,
    linting,
    proving,
    simulating,
    testing,
    triage,
    unanswered,
    versions,
    vignettes,
)
from bot.command_line.plain_words import plainly
from bot.publishing import compiling


@click.group()
def flows() -> None:
    """O conteúdo: conversas, textos e protocolo."""


@flows.command("check")
@click.pass_context
@plainly
def flows_check(context: click.Context) -> None:
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


flows.add_command(vignettes.vignettes)
flows.add_command(linting.lint)
flows.add_command(proving.prove)
flows.add_command(triage.replay)
versions.join(flows)
flows.add_command(drawing.draw)
flows.add_command(testing.test)
flows.add_command(testing.coverage_command)
flows.add_command(simulating.simulate)
flows.add_command(simulating.new)
flows.add_command(unanswered.unanswered)
flows.add_command(describing.schema)
