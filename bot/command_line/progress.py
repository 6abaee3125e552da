"""How far is a long command? One line that is written over, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

from bot.command_line import chosen
from bot.told import NOTHING, Told, alike

T = TypeVar("T")


def counted(things: Sequence[T], what: Told) -> Iterator[T]:
    """Each thing in turn, with its number shown meanwhile: "caso 12 de 97"."""
    return _numbered(things, what, of=Told(f" de {len(things)}", f" of {len(things)}"))


def numbered(things: Iterable[T], what: Told) -> Iterator[T]:
    """The same where nobody knows how many there will be."""
    return _numbered(things, what, of=NOTHING)


@contextmanager
def working(what: Told) -> Generator[None]:
    """A sentence for as long as something takes."""
    tell(what)
    try:
        yield
    finally:
        tell(NOTHING)


def _numbered(things: Iterable[T], what: Told, *, of: Told) -> Iterator[T]:
    for number, thing in enumerate(things, start=1):
        tell(alike("$what $number$of").filled(what=what, number=str(number), of=of))
        yield thing
    tell(NOTHING)


def tell(line: Told) -> None:
    """Write this over what was told before; nothing where nobody sits at a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line.said(chosen.spoken())}", err=True, nl=False)
