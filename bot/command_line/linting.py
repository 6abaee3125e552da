"""`bela flows lint`: everything that is wrong, or not good enough, in the content."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.linting import linter, telling
from bot.linting.rule import Severity


@speaking.command("lint")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in telling.Format]),
    default=telling.Format.text.value,
    show_default=True,
    help="Como dizer: em frases, JSON ou SARIF 2.1.0.",
)
@click.option("--strict", is_flag=True, help="Avisos também contam como erro (código de saída 1).")
@click.pass_context
@plainly
def lint(context: click.Context, form: str, *, strict: bool) -> None:
    """Aponta tudo o que está errado ou pode melhorar no conteúdo.

    Mostra tudo de uma vez, com arquivo, linha, coluna e o nome da regra; cada regra tem uma página com exemplo em docs/lint.

    Exemplo: bela flows lint --strict
    """
    settings = chosen.deployment(context)
    departments = [department.id for department in settings.departments]
    findings = linter.lint(
        settings.content,
        departments=departments,
        today=datetime.now(settings.time_zone).date(),
        retention=settings.retention,
    )
    click.echo(
        telling.told(
            findings,
            form=telling.Format(form),
            language=chosen.spoken(),
            folder=_from_here(settings.content),
        )
    )
    if any(strict or finding.severity is Severity.error for finding in findings):
        context.exit(1)


def _from_here(folder: Path) -> Path:
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
