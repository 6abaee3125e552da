"""`bela flows publish`, `rollback` and their like: which version of the content people are answered with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import click

import config
from bot import registry_opening
from bot.command_line import chosen, progress, speaking
from bot.command_line.plain_words import plainly
from bot.differences import telling
from bot.publishing import comparing, run_time_faults, standing
from bot.publishing import errors as publishing_errors
from bot.publishing.publishing import Publisher
from bot.told import Told
from bot.web import draft_key

R = TypeVar("R")


_by = click.option("--by", metavar="NOME", default=chosen.account, help="Quem faz isto; se não, a sua conta.")
_note = click.option("--note", metavar="TEXTO", default="", help="Por que, em uma frase; fica no registro.")


@speaking.command()
@click.pass_context
@plainly
def status(context: click.Context) -> None:
    """Diz o que está no ar, desde quando e por quem, e como está o rascunho.

    Exemplo: bela flows status
    """
    zone = chosen.deployment(context).time_zone
    now = _with_publisher(context, standing.standing)
    for line in standing.lines(now, zone=zone, language=chosen.spoken()):
        click.echo(line)


@speaking.command()
@click.pass_context
@plainly
def versions(context: click.Context) -> None:
    """Lista todas as versões e tudo o que já foi ao ar.

    Exemplo: bela flows versions
    """
    zone, language = chosen.deployment(context).time_zone, chosen.spoken()

    async def listed(publisher: Publisher) -> list[str]:
        kept = await publisher.versions.versions(publisher.pack)
        made = await publisher.versions.publications(publisher.pack)
        if not kept:
            return [publishing_errors.NothingPublished().said(language)]
        return [
            *(standing.version_line(version, zone=zone, language=language) for version in kept),
            "",
            *(standing.publication_line(one, zone=zone, language=language) for one in made),
        ]

    for line in _with_publisher(context, listed):
        click.echo(line)


@speaking.command()
@_note
@_by
@click.pass_context
@plainly
def review(context: click.Context, note: str, by: str) -> None:
    """Guarda o rascunho como versão nova, para outra pessoa ler e publicar.

    Exemplo: bela flows review --note "Telefone novo da UPA"
    """
    made = _with_publisher(context, lambda publisher: publisher.review(by=by, note=note))
    chosen.say(
        f"Versão {made.number} enviada para revisão. Outra pessoa publica: bela flows publish {made.number}",
        f"Version {made.number} sent to review. Somebody else publishes it: bela flows publish {made.number}",
    )


@speaking.command()
@click.argument("number", metavar="[VERSÃO]", type=int, required=False)
@click.option("--onto", metavar="VERSÃO", type=int, help="A versão no ar cujas mudanças o rascunho já tem.")
@_note
@_by
@click.pass_context
@plainly
def publish(context: click.Context, number: int | None, onto: int | None, note: str, by: str) -> None:
    """Põe o rascunho no ar, ou uma versão em revisão; conversas em curso seguem na versão em que começaram.

    Exemplo: bela flows publish --note "Telefone novo da UPA"
    """

    async def published(publisher: Publisher) -> int:
        if number is None:
            made = await publisher.publish(by=by, note=note, onto=onto)
        else:
            made = await publisher.publish_reviewed(number, by=by, note=note)
        return made.version.number

    live = _with_publisher(context, published)
    chosen.say(
        f"Versão {live} publicada. Em até 5 segundos, novas conversas começam nela.",
        f"Version {live} published. Within 5 seconds new conversations begin in it.",
    )


@speaking.command()
@click.argument("number", metavar="[VERSÃO]", type=int, required=False)
@_note
@_by
@click.pass_context
@plainly
def rollback(context: click.Context, number: int | None, note: str, by: str) -> None:
    """Volta à versão que esteve no ar antes, ou à que se indica; o rascunho fica como está.

    Exemplo: bela flows rollback --note "O texto novo confundia"
    """
    made = _with_publisher(context, lambda publisher: publisher.roll_back(number, by=by, note=note))
    chosen.say(
        f"Versão {made.version.number} de volta. Em até 5 segundos, novas conversas começam nela.",
        f"Version {made.version.number} is back. Within 5 seconds new conversations begin in it.",
    )


@speaking.command()
@click.argument("number", metavar="VERSÃO", type=int)
@click.option("--force", is_flag=True, help="Também quando há mudanças que nenhuma versão guarda.")
@click.pass_context
@plainly
def restore(context: click.Context, number: int, *, force: bool) -> None:
    """Traz os arquivos de uma versão para a pasta do rascunho; o que está no ar não muda.

    Exemplo: bela flows restore 3
    """
    made = _with_publisher(context, lambda publisher: publisher.restore(number, force=force))
    chosen.say(
        f"O rascunho é agora a versão {made.number}. Veja o que isso muda: bela flows diff",
        f"The draft is now version {made.number}. See what that changes: bela flows diff",
    )


@speaking.command()
@click.pass_context
@plainly
def diff(context: click.Context) -> None:
    """Diz o que mudaria se o rascunho fosse publicado: perguntas, ramos, limites, regras e textos.

    Exemplo: bela flows diff
    """
    for line in telling.lines(
        _with_publisher(context, comparing.draft_against_live), language=chosen.spoken()
    ):
        click.echo(line)


@speaking.command()
@click.argument("old", metavar="ANTES", type=int)
@click.argument("new", metavar="DEPOIS", type=int)
@click.pass_context
@plainly
def compare(context: click.Context, old: int, new: int) -> None:
    """Diz o que mudou de uma versão para outra, como «diff».

    Exemplo: bela flows compare 2 3
    """
    groups = _with_publisher(context, lambda publisher: comparing.versions(publisher, old, new))
    for line in telling.lines(groups, language=chosen.spoken()):
        click.echo(line)


@speaking.command()
@click.option(
    "--days",
    metavar="DIAS",
    type=click.IntRange(1, 3650),
    default=30,
    show_default=True,
    help="Desde quando.",
)
@click.pass_context
@plainly
def faults(context: click.Context, days: int) -> None:
    """Mostra o que o conteúdo fez de errado em conversas: onde, quantas vezes e quando por último.

    Exemplo: bela flows faults --days 7
    """
    deployment = chosen.deployment(context)

    async def found() -> list[run_time_faults.Located]:
        async with registry_opening.opened(deployment, say=lambda _: None) as people:
            counted = await people.content_faults(since=datetime.now(UTC) - timedelta(days=days))
            publisher = Publisher(deployment, people.content, now=lambda: datetime.now(UTC))
            return await run_time_faults.located(publisher, counted)

    for line in run_time_faults.lines(
        asyncio.run(found()), zone=deployment.time_zone, language=chosen.spoken()
    ):
        click.echo(line)


@speaking.command()
@click.pass_context
@plainly
def page(context: click.Context) -> None:
    """Mostra o endereço da página do rascunho, com a chave; a Bela precisa estar em serviço nesta máquina.

    Exemplo: bela flows page
    """
    deployment = chosen.deployment(context)
    click.echo(draft_key.address(deployment.data_folder, deployment.health_port))


def _with_publisher(context: click.Context, work: Callable[[Publisher], Awaitable[R]]) -> R:
    """Do the work with the deployment's versions."""
    deployment = chosen.deployment(context)

    async def done() -> R:
        async with _publisher(deployment) as publisher:
            return await work(publisher)

    with progress.working(Told("Lendo o rascunho …", "Reading the draft …")):
        return asyncio.run(done())


def _tell(told: Told) -> None:
    progress.tell(Told("Conferindo $what …", "Checking $what …").filled(what=told))


@asynccontextmanager
async def _publisher(deployment: config.Deployment) -> AsyncGenerator[Publisher]:
    async with registry_opening.opened(deployment, say=lambda _: None) as people:
        yield Publisher(deployment, people.content, now=lambda: datetime.now(UTC), progress=_tell, alone=True)
