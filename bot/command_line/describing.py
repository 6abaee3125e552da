"""`bela flows schema`: the content format, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from bot import errors
from bot.command_line import chosen, speaking
from bot.command_line.plain_words import plainly
from bot.content.schema import whole


@speaking.command()
@click.option(
    "--out", metavar="ARQUIVO", type=click.Path(path_type=Path), help="Onde guardar; sem isto, no terminal."
)
@plainly
def schema(out: Path | None) -> None:
    """Mostra o formato do conteúdo como JSON Schema, para que o editor complete e confira as chaves.

    Exemplo: bela flows schema --out flows/schema.json
    """
    if out is None:
        click.echo(whole.text(), nl=False)
        return
    try:
        out.write_text(whole.text(), encoding="utf-8")
    except OSError as error:
        raise errors.CannotWrite(out, error) from error
    chosen.say(f"Formato do conteúdo: {out}", f"Format of the content: {out}")
