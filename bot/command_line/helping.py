"""`bela check`, `bela diagnostics`: what is missing, and what whoever helps needs to see."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

import config
from bot import errors
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.operating import diagnostics, house_checking
from rocketchat_bridge import admin, checking
from rocketchat_bridge.findings import Finding, Level


@speaking.command()
@click.pass_context
@plainly
def check(context: click.Context) -> None:
    """Diz o que falta à Bela e ao servidor Rocket.Chat, com o remédio de cada falta.

    Exemplo: bela check
    """
    findings = _findings(chosen.deployment(context))
    for finding in findings:
        chosen.tell(finding.told)
    sys.exit(1 if any(finding.level is Level.fault for finding in findings) else 0)


@speaking.command("diagnostics")
@click.option(
    "--out",
    "path",
    metavar="ARQUIVO",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Arquivo a criar; nunca sobrescreve.",
)
@click.pass_context
@plainly
def diagnostics_command(context: click.Context, path: Path | None) -> None:
    """Junta ajustes, achados, saúde e fins de log num arquivo, sem segredos nem dados de pessoas.

    Exemplo: bela diagnostics --out bela.tar.gz
    """
    settings, at = chosen.deployment(context), datetime.now(UTC)
    target = path or Path(f"bela-diagnostics-{at:%Y%m%d-%H%M%S}.tar.gz")
    chosen.say("▸ achados", "▸ findings")
    findings = _findings(settings)
    parts = asyncio.run(diagnostics.gather(settings, findings, say=chosen.tell))
    try:
        diagnostics.write(target, parts, at=at)
    except FileExistsError as error:
        raise errors.CannotRun(
            f"{target} já existe; escolha outro nome com --out.",
            f"{target} exists already; choose another name with --out.",
        ) from error
    except OSError as error:
        raise errors.CannotWrite(target, error) from error
    chosen.say(
        f"Pronto: {target}. Leia-o antes de mandar a alguém.",
        f"Done: {target}. Read it before you send it to anybody.",
    )


def _findings(settings: config.Deployment) -> tuple[Finding, ...]:
    own = asyncio.run(house_checking.check(settings, now=lambda: datetime.now(UTC)))
    with admin.Server(settings.rocketchat.url) as server:
        return (*own, *checking.check(server, settings))
