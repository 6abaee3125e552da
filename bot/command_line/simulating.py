"""`bela flows simulate` and `bela flows new`: try a change, and begin one."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cases import reading
from bot.cases.definitions import Person
from bot.command_line import chosen, unanswered
from bot.command_line.plain_words import plainly
from bot.simulating import console, draft, scaffold


@click.command("simulate")
@click.option("--channel", metavar="CANAL", help="Por onde a pessoa escreve: livechat, whatsapp …")
@click.option(
    "--as",
    "person_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="ARQUIVO",
    help="Quem escreve: um arquivo YAML com name, channel, at e slots.",
)
@click.pass_context
@plainly
def simulate(context: click.Context, channel: str | None, person_file: Path | None) -> None:
    """Conversa com o conteúdo como está no disco, sem publicar nada.

    Um arquivo salvo vale na mensagem seguinte. ":help" mostra o que mais se pode pedir; ":record NOME" grava um caso de teste.

    Exemplo: bela flows simulate --channel whatsapp
    """
    settings = chosen.deployment(context)
    person = reading.read_person(person_file, zone=settings.time_zone) if person_file else Person()
    if channel:
        person = Person(name=person.name, channel=channel, at=person.at, slots=person.slots)
    content = draft.Draft(settings, tell=click.echo)
    talk = console.Console(content, person=person, cases=settings.content / reading.FOLDER)
    click.echo('Escreva como a pessoa escreveria. ":help" ajuda, ":quit" sai.')
    while not talk.over:
        try:
            line = click.prompt(">", prompt_suffix=" ", default="", show_default=False)
        except click.Abort:
            return
        click.echo(talk.answer(line))


@click.command("new")
@click.argument("name", metavar="[NOME]", required=False)
@click.option(
    "--from-unanswered",
    "group",
    metavar="GRUPO",
    help="Com as palavras de um grupo de «bela flows unanswered».",
)
@click.pass_context
@plainly
def new(context: click.Context, name: str | None, group: str | None) -> None:
    """Começa uma dúvida nova: um fluxo, o texto e um caso de teste, com comentários que dizem o que trocar.

    Enquanto a resposta e a fonte não estiverem escritas, «bela flows lint» aponta o que falta, e nada disso vai ao ar.

    Exemplo: bela flows new piscina
    """
    settings = chosen.deployment(context)
    if name is None and group is None:
        raise click.UsageError("Diga o nome da dúvida: bela flows new piscina")
    try:
        asked = unanswered.group(settings, group) if group else None
        made = scaffold.make(
            settings.content, name or (asked.name if asked else ""), asked=asked.examples if asked else ()
        )
    except (scaffold.CannotMake, unanswered.NoSuchGroup) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"Criados: {made.content} e {made.cases}. Escreva onde está TODO; depois: bela flows lint, bela flows test."
    )
