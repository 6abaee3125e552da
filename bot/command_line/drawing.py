"""`bela flows draw`: a flow, or the whole pack, as a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

import config
from bot import errors, registry_opening
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.content.definitions import Content
from bot.drawing import drawing
from bot.publishing import compiling
from bot.told import Told, alike
from config.marked_yaml import hint

#: Traffic is counted over so many days.
_TRAFFIC_DAYS = 30


@speaking.command()
@click.argument("flow", metavar="[FLUXO]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice([*drawing.Form]),
    default="svg",
    show_default=True,
    help="Como imagem (svg) ou como texto para documentos (mermaid).",
)
@click.option(
    "--out", metavar="ARQUIVO", type=click.Path(path_type=Path), help="Onde guardar; sem isto, no terminal."
)
@click.option("--built-in", is_flag=True, help="Também o que a Bela traz pronto e o pacote não mudou.")
@click.option("--traffic", is_flag=True, help=f"Mostra quantas vezes se respondeu em {_TRAFFIC_DAYS} dias.")
@click.pass_context
@plainly
def draw(
    context: click.Context, flow: str | None, form: str, out: Path | None, *, built_in: bool, traffic: bool
) -> None:
    """Desenha um fluxo do rascunho, ou o pacote inteiro, com a cor do risco e os encaminhamentos.

    Exemplo: bela flows draw triagem --out triagem.svg
    """
    deployment = chosen.deployment(context)
    content = compiling.read(deployment.content, deployment)
    flows = [_known(flow, content)] if flow else drawing.whole(content, built_in=built_in)
    counted = asyncio.run(_counted(deployment)) if traffic else None
    drawn = drawing.draw(content, flows, form=drawing.Form(form), traffic=counted)
    if out is None:
        click.echo(drawn, nl=False)
        return
    try:
        out.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise errors.CannotWrite(out, error) from error
    what = _what(flows, content)
    chosen.say(f"{what.pt}: {out}", f"{what.en}: {out}")


def _known(flow: str, content: Content) -> str:
    if flow in content.flows:
        return flow
    known = ", ".join(sorted(content.flows))
    meant = hint(flow, content.flows, otherwise=Told(f"; há: {known}.", f"; there are: {known}."))
    raise errors.CannotRun(
        f'O fluxo "{flow}" não existe no rascunho{meant.pt}',
        f'There is no flow "{flow}" in the draft{meant.en}',
    )


def _what(flows: Sequence[str], content: Content) -> Told:
    count = len(flows)
    return alike(content.flows[flows[0]].name) if count == 1 else Told(f"{count} fluxos", f"{count} flows")


async def _counted(deployment: config.Deployment) -> Mapping[str, int]:
    since = datetime.now(UTC) - timedelta(days=_TRAFFIC_DAYS)
    async with registry_opening.opened(deployment, say=lambda _: None) as people:
        return await people.answers_by_question(since=since)
