"""`bela …`: what people at a terminal can ask for. Long work lives elsewhere; here are words and exits."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from dotenv import load_dotenv

import config
from bot import errors, people, service
from bot.content import loading
from bot.content.errors import ContentInvalid
from bot.demo import demo_secrets, showing
from config import errors as config_errors
from config import shown
from crm_sync import errors as registry_errors
from rocketchat_bridge import admin, admin_errors, checking, provisioning, token_file

P = ParamSpec("P")
R = TypeVar("R")


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Faults become sentences and exit code 1; nobody at a terminal sees a stack trace."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (
            ContentInvalid,
            config_errors.SettingsInvalid,
            admin_errors.AdminError,
            errors.CannotRun,
            registry_errors.RegistryError,
        ) as error:
            raise click.ClickException(str(error)) from error

    return told


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--deployment",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("config/demo"),
    envvar="BELA_DEPLOYMENT",
    show_default=True,
    help="Pasta da cidade ou do estado.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Bela: teleorientação e triagem no Rocket.Chat."""
    load_dotenv(Path(".env"))
    context.obj = folder


def deployment(context: click.Context) -> config.Deployment:
    """The deployment that the command is for; where a demonstration ran, with its secrets."""
    chosen = config.load(context.obj, environment=os.environ)
    kept = demo_secrets.kept(chosen.data_folder)
    if not kept:
        return chosen
    given = {name: value for name, value in os.environ.items() if value}
    return config.load(context.obj, environment={**kept, **given})


@main.command()
@click.pass_context
@plainly
def run(context: click.Context) -> None:
    """Atende: conecta-se ao Rocket.Chat e responde até ser parada (Ctrl-C)."""
    service.run(deployment(context), say=click.echo)


@main.command()
@click.pass_context
@plainly
def demo(context: click.Context) -> None:
    """Mostra tudo nesta máquina: página do cidadão, mesa dos atendentes e robô."""
    showing.run(deployment(context), folder=context.obj, say=click.echo)


@main.command()
@click.pass_context
@plainly
def provision(context: click.Context) -> None:
    """Prepara um servidor Rocket.Chat: robô, permissões, departamentos e ajustes."""
    chosen = deployment(context)
    with admin.Server(chosen.rocketchat.url) as server:
        done = provisioning.provision(server, chosen)
    for change in done.changes:
        click.echo(f"mudado: {change}")
    for task in done.undone:
        click.echo(f"falta:  {task}")
    if not done.changes and not done.undone:
        click.echo("Nada a mudar: o servidor já está pronto.")
    if done.bot_token:
        path = token_file.keep(chosen.data_folder, done.bot_token)
        click.echo(f"O token do robô ficou em {path}, que só a sua conta lê.")
    sys.exit(1 if done.undone else 0)


@main.command()
@click.pass_context
@plainly
def check(context: click.Context) -> None:
    """Diz o que falta no servidor Rocket.Chat, com o remédio de cada falta."""
    chosen = deployment(context)
    with admin.Server(chosen.rocketchat.url) as server:
        findings = checking.check(server, chosen)
    for finding in findings:
        click.echo(str(finding))
    sys.exit(1 if any(finding.level is checking.Level.fault for finding in findings) else 0)


@main.group("config")
def config_group() -> None:
    """Os ajustes desta cidade ou estado."""


@config_group.command("show")
@click.pass_context
@plainly
def config_show(context: click.Context) -> None:
    """Mostra o que está em vigor e de onde vem; segredos ficam escondidos."""
    for line in shown.lines(deployment(context)):
        click.echo(line)


@main.group()
def flows() -> None:
    """O conteúdo: conversas, textos e protocolo."""


@flows.command("check")
@click.pass_context
@plainly
def flows_check(context: click.Context) -> None:
    """Lê todo o conteúdo e aponta cada erro com arquivo, linha e coluna."""
    chosen = deployment(context)
    content = loading.load(chosen.content, departments=[department.id for department in chosen.departments])
    click.echo(
        f"{content.title} {content.version}: {len(content.flows)} fluxos, {len(content.responses)} respostas, "
        f"{len(content.protocol.rules)} regras, {len(content.protocol.red_flags)} sinais de alerta. Nenhum erro."
    )


@main.group()
def person() -> None:
    """As pessoas do registro."""


@person.command("show")
@click.argument("code", metavar="ID")
@click.pass_context
@plainly
def person_show(context: click.Context, code: str) -> None:
    """Mostra a história de uma pessoa, por exemplo: bela person show BELA-7K3M-94QD."""
    for line in asyncio.run(people.history_lines(deployment(context), code)):
        click.echo(line)


@main.command()
def key() -> None:
    """Gera uma chave mestra nova para BELA_MASTER_KEY; guarde-a fora desta máquina também."""
    click.echo(base64.b64encode(secrets.token_bytes(32)).decode())
