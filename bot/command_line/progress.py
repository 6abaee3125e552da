"""How far is a long command? One line that is written over, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")


def counted(things: Sequence[T], what: str) -> Iterator[T]:
    """Each thing in turn, with its number shown meanwhile: "caso 12 de 97"."""
    return _numbered(things, what, of=f" de {len(things)}")


def numbered(things: Iterable[T], what: str) -> Iterator[T]:
    """The same where nobody knows how many there will be."""
    return _numbered(things, what, of="")


@contextmanager
def working(what: str) -> Generator[None]:
    """A sentence for as long as something takes."""
    tell(what)
    try:
        yield
    finally:
        tell("")


def _numbered(things: Iterable[T], what: str, *, of: str) -> Iterator[T]:
    for number, thing in enumerate(things, start=1):
        tell(f"{what} {number}{of}")
        yield thing
    tell("")


def tell(line: str) -> None:
    """Write this over what was told before; nothing where nobody sits at a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)
