"""Writes the pages of commands, in both languages, from the help of `bela` itself: `python -m docs.write_commands`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from bot.command_line import chosen
from bot.command_line import main as bela
from bot.told import Language, Told

PAGES: Final = {
    Language.en: Path(__file__).parent / "reference" / "commands.md",
    Language.pt: Path(__file__).parent / "reference" / "commands.pt-BR.md",
}

_WIDTH: Final = 100
_HEAD: Final = Told(
    pt="""# Comandos da `bela`

[English](commands.md)

Esta página é escrita a partir da ajuda do próprio programa: `.venv/bin/python -m docs.write_commands`. Um teste falha quando
ela não está em dia. Todo comando fala também inglês: `--lang en`, ou `BELA_LANG=en` no `.env`.

Todo comando lê o `.env` da pasta em que é chamado, e depois a pasta da cidade ou do estado (`--deployment`, ou a variável
`BELA_DEPLOYMENT`). O código de saída é 0 quando tudo está bem e 1 quando algo falta ou está errado; o que está errado é dito em
frases simples. Uma opção ou um comando que não existe dá 2.
""",
    en="""# Commands of `bela`

[Português](commands.pt-BR.md)

This page is written from the program's own help: `.venv/bin/python -m docs.write_commands`. A test fails when it is not
current. Every command speaks Portuguese unless it is asked for English: `--lang en`, or `BELA_LANG=en` in `.env`.

Every command reads `.env` in the folder it is started from, then the deployment's folder (`--deployment`, or the variable
`BELA_DEPLOYMENT`). The exit code is 0 when all is well and 1 when something is missing or wrong; what is wrong is told in
plain sentences. An option or command that does not exist gives 2.
""",
)


def text(language: Language) -> str:
    """The page as it should be."""
    context = click.Context(bela, info_name="bela", terminal_width=_WIDTH, **bela.context_settings)
    chosen.hear(context, ("--lang", language.value))
    return "\n".join([_HEAD.said(language), *_sections(context)])


def _sections(context: click.Context) -> Iterator[str]:
    command = context.command
    with context.scope(cleanup=False):
        yield f"## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"
    below = command.commands if isinstance(command, click.Group) else {}
    for name in sorted(below):
        yield from _sections(
            click.Context(below[name], info_name=name, parent=context, terminal_width=_WIDTH)
        )


if __name__ == "__main__":
    for language, page in PAGES.items():
        page.write_text(text(language), encoding="utf-8")
