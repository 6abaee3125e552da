"""`bela flows vignettes`: does the content judge the written cases rightly?"""

from __future__ import annotations

import json

import click

from bot import errors
from bot.command_line import chosen, progress, speaking
from bot.command_line.plain_words import plainly
from bot.publishing import compiling
from bot.told import Told
from bot.vignettes import showing, trying


@speaking.command("vignettes")
@click.option("--conversations", is_flag=True, help="Mostra a conversa de cada caso que não deu certo.")
@click.option("--json", "as_json", is_flag=True, help="Mostra a tabela como dados (JSON).")
@click.pass_context
@plainly
def vignettes(context: click.Context, *, conversations: bool, as_json: bool) -> None:
    """Conversa com cada pessoa de vignettes.yml e conta os erros de classe.

    Nenhum caso grave pode ser perdido, e no máximo 3 % de todos podem ficar com uma classe baixa demais; senão,
    o código de saída é 1.

    Exemplo: bela flows vignettes --conversations
    """
    settings = chosen.deployment(context)
    flows = compiling.compiled(settings.content, settings)
    with progress.working(
        Told("Conversando com cada pessoa de vignettes.yml …", "Talking with each person of vignettes.yml …")
    ):
        table = trying.try_out(flows, settings.content)
    if table is None:
        raise errors.CannotRun(
            f"{settings.content} não tem vignettes.yml: escreva casos com a classe que deveriam ter.",
            f"{settings.content} has no vignettes.yml: write cases with the class that they should get.",
        )
    click.echo(
        json.dumps(table.data(), ensure_ascii=False, indent=2)
        if as_json
        else showing.table(table, language=chosen.spoken())
    )
    for played in table.wrong if conversations and not as_json else ():
        click.echo(f"\n--- {played.vignette.id}\n{showing.conversation(played)}")
    if not table.good:
        raise click.exceptions.Exit(1)
