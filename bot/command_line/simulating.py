"""`bela flows simulate` and `bela flows new`: try a change, and begin one."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

import click

import config
from bot import errors
from bot.cases import reading
from bot.cases.definitions import Person
from bot.command_line import chosen, speaking, unanswered
from bot.command_line.plain_words import plainly
from bot.content.placeholder import PLACEHOLDER
from bot.simulating import console, console_words, draft, people, scaffold
from bot.stopping import until_stopped
from bot.web import serving_page


@speaking.command("simulate")
@click.option("--channel", metavar="CANAL", help="Por onde a pessoa escreve: livechat, whatsapp …")
@click.option(
    "--as",
    "person",
    metavar="PESSOA",
    help="Quem escreve: um nome da pasta people/ do pacote, ou um arquivo YAML com name, channel, at e slots.",
)
@click.option("--web", is_flag=True, help="Abre o simulador como página, e mostra o endereço dela.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    metavar="PORTA",
    help="Onde a página escuta; sem isto, numa porta livre.",
)
@click.pass_context
@plainly
def simulate(
    context: click.Context, channel: str | None, person: str | None, *, web: bool, port: int
) -> None:
    """Conversa com o conteúdo como está no disco, sem publicar nada.

    Um arquivo salvo vale na mensagem seguinte. ":help" mostra o que mais se pode pedir; ":record NOME" grava um caso de teste.
    Com --web, uma página mostra também o relógio, as respostas, os passos, as regras que valeram e os sinais de alerta.

    Exemplo: bela flows simulate --web
    """
    settings = chosen.deployment(context)
    if web:
        if person or channel:
            raise chosen.misused(
                "com --web, a pessoa e o canal se escolhem na página.",
                "with --web, person and channel are chosen on the page.",
            )
        asyncio.run(
            until_stopped(serving_page.serve(settings, folder=context.obj, port=port, say=chosen.tell))
        )
        return
    who = _person(person, settings)
    if channel:
        who = dataclasses.replace(who, channel=channel)
    language = chosen.spoken()
    content = draft.Draft(settings, tell=lambda told: click.echo(told.said(language)))
    talk = console.Console(content, person=who, pack=settings.content, language=language)
    click.echo(console_words.BEGIN.said(language))
    while not talk.over:
        try:
            line = click.prompt(">", prompt_suffix=" ", default="", show_default=False)
        except click.Abort:
            return
        click.echo(talk.answer(line))


def _person(name: str | None, settings: config.Deployment) -> Person:
    """The person of that name, or of that file. Raises ContentInvalid, errors.CannotRun."""
    if name is None:
        return Person()
    known = people.of(settings.content, name, zone=settings.time_zone)
    if known is None and not Path(name).is_file():
        there = ", ".join(people.named(settings.content))
        raise errors.CannotRun(
            f'A pessoa "{name}" não existe em {people.FOLDER}/; há: {there or "nenhuma"}. Ou indique um arquivo.',
            f'There is no person "{name}" in {people.FOLDER}/; there are: {there or "none"}. Or name a file.',
        )
    return known or reading.read_person(Path(name), zone=settings.time_zone)


@speaking.command("new")
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
        raise chosen.misused(
            "diga o nome da dúvida: bela flows new piscina.", "name the question: bela flows new piscina."
        )
    asked = unanswered.group(settings, group) if group else None
    made = scaffold.make(
        settings.content, name or (asked.name if asked else ""), asked=asked.examples if asked else ()
    )
    chosen.say(
        f"Criados: {made.content} e {made.cases}. Escreva onde está «{PLACEHOLDER}»; depois: bela flows lint, bela flows test.",
        f"Made: {made.content} and {made.cases}. Write where it says «{PLACEHOLDER}»; then: bela flows lint, bela flows test.",
    )
