"""`bela flows prove`: can the content do what it must never do?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.proving import proving, showing
from bot.proving.remembering import Memory
from bot.publishing import compiling
from bot.told import Told


@speaking.command("prove")
@click.option(
    "--cache",
    metavar="PASTA",
    type=click.Path(path_type=Path, file_okay=False),
    help="Pasta em que fica o que já foi provado, para não provar de novo; pode ser apagada a qualquer hora.",
)
@click.option("--laws", is_flag=True, help="Só mostra as leis que são provadas.")
@click.pass_context
@plainly
def prove(context: click.Context, cache: Path | None, *, laws: bool) -> None:
    """Prova que o conteúdo não faz o que não pode fazer: baixar a classe de um caso grave, deixar alguém sem resposta.

    O que não vale aparece com a conversa mais curta que mostra o problema e com as linhas do YAML; o código de saída é 1.

    Exemplo: bela flows prove --cache var/provas
    """
    if laws:
        for law, sentence in showing.LAWS.items():
            click.echo(f"{law.value:26} {sentence.said(chosen.spoken())}")
        return
    settings = chosen.deployment(context)
    flows = compiling.compiled(settings.content, settings)
    proved = proving.prove(flows, memory=Memory(cache) if cache else None, told=_tell)
    _tell_no_more()
    for finding in proved.findings:
        click.echo(showing.finding(finding, language=chosen.spoken()) + "\n")
    if not proved.holds:
        broken = len(proved.findings)
        click.echo(
            Told(f"{broken} leis não valem.", f"{broken} laws do not hold.").said(chosen.spoken()), err=True
        )
        context.exit(1)
    tried = Told(
        f"{proved.turns} passos de conversa experimentados", f"{proved.turns} turns of conversation tried"
    )
    tried = tried if proved.turns else Told("já provado antes", "proved before")
    title, laws_held = flows.content.title, len(showing.LAWS)
    chosen.say(
        f"{title}: tudo vale ({laws_held} leis; {tried.pt}).",
        f"{title}: all holds ({laws_held} laws; {tried.en}).",
    )


def _tell(what: str, turns: int) -> None:
    """Where the work stands, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{what} {turns or ''}", err=True, nl=False)


def _tell_no_more() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
