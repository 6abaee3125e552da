"""In which language do help and usage errors speak? Every command has its words in Portuguese, and in English beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from inspect import cleandoc
from typing import IO, Any, Final

import click
from click.formatting import HelpFormatter

from bot.command_line import chosen, click_words, english_help
from bot.told import Language, Told

_WORD: Final = re.compile(r"[A-ZÀ-Ú]{2,}")
_RANGE: Final = re.compile(r"([\d.]+)<=x<=([\d.]+)")


class _Speaking(click.Command):
    """A command that takes `--lang`, and whose help is in the language asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(chosen.language())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What cannot be read is told with the usage of this command, which click does not name with all it refuses."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, *_usage(self, ctx))

    def format_help_text(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(said(self, ctx))

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        rows = [_row(param, ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(Told("Opções", "Options").said(chosen.spoken())):
            formatter.write_dl(rows)


class Command(_Speaking):
    """A command that does something."""


class Group(_Speaking, click.Group):
    """A command with others below it."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The options, and then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Each with the first sentence of its help."""
        known = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, _first_sentence(command, ctx, name)) for name, command in known if command]
        with formatter.section(Told("Comandos", "Commands").said(chosen.spoken())):
            formatter.write_dl(rows)


class Root(Group):
    """`bela` itself: hears the language for all that stands below it, and tells every error in it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Listen first: what is wrong on the command line is told in the language it asks for."""
        chosen.hear(ctx, args)
        with _told():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what was asked for."""
        with _told():
            return super().invoke(ctx)


class _Failed(click.ClickException):
    """What went wrong, told in the language asked for: by the time it is shown, nobody knows any more which that was."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self._label = Told("Erro", "Error").said(chosen.spoken())

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"{self._label}: {self.message}", file=file, err=file is None)


class _Misused(_Failed):
    """A command line that cannot be read; how it is written stands before what is wrong with it."""

    exit_code = 2

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(_what_is_wrong(error.format_message()))
        self._usage = _how(error.ctx) if error.ctx else ""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self._usage, file=file, err=file is None, nl=False)
        super().show(file)


def command(name: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """As click's, for a command of ours."""
    return click.command(name, cls=Command)


def group(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """As click's, for a group of ours."""
    made: Callable[[Callable[..., Any]], Group] = click.group(name, cls=Group, **settings)
    return made


def path(ctx: click.Context) -> str:
    """How the command is called below `bela`: "flows lint"; "" for `bela` itself."""
    names = []
    while ctx.parent:
        names.append(ctx.info_name or "")
        ctx = ctx.parent
    return " ".join(reversed(names))


def said(command: click.Command, ctx: click.Context) -> str:
    """The whole help text of a command."""
    return _text(command, path(ctx))


def _text(command: click.Command, where: str) -> str:
    told = cleandoc(command.help or "")
    return english_help.COMMANDS.get(where, told) if chosen.spoken() is Language.en else told


def _first_sentence(command: click.Command, ctx: click.Context, name: str) -> str:
    return _text(command, f"{path(ctx)} {name}".strip()).partition("\n")[0]


def _usage(command: click.Command, ctx: click.Context) -> tuple[str, str]:
    pieces = " ".join(_worded(piece) for piece in command.collect_usage_pieces(ctx))
    return pieces, Told("Uso: ", "Usage: ").said(chosen.spoken())


def _how(ctx: click.Context) -> str:
    pieces, usage = _usage(ctx.command, ctx)
    more = Told("Ajuda: ", "Help: ").said(chosen.spoken())
    return f"{usage}{ctx.command_path} {pieces}\n{more}{ctx.command_path} --help\n\n"


def _what_is_wrong(sentence: str) -> str:
    """Before the first colon is named what is wrong; what was typed stands behind it."""
    what, colon, why = sentence.partition(": ")
    return click_words.said(f"{_worded(what)}{colon}{why}", chosen.spoken())


def _row(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    names = option.opts
    told = option.help or ""
    if chosen.spoken() is Language.en:
        told = english_help.option(path(ctx), names[-1]) or told
    if "--help" in names:
        told = Told("Mostra esta ajuda.", "Shows this help.").said(chosen.spoken())
    extra = "; ".join(_extra(option, ctx))
    return _worded(option.get_help_spec(ctx)), f"{told}  [{extra}]" if extra else told


def _extra(option: click.Option, ctx: click.Context) -> Iterator[str]:
    extra = option.get_help_extra(ctx)
    if "default" in extra:
        yield Told("padrão: ", "default: ").said(chosen.spoken()) + extra["default"]
    if "range" in extra:
        yield _RANGE.sub(Told(r"de \1 a \2", r"\1 to \2").said(chosen.spoken()), extra["range"])


def _worded(spec: str) -> str:
    """With the capitals, which stand for what is to be written, in the language asked for."""
    return _WORD.sub(lambda word: english_help.capitals(word[0], chosen.spoken()), spec)


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise _Misused(error) from error
    except click.ClickException as error:
        raise _Failed(error.format_message()) from error
    except (click.Abort, KeyboardInterrupt, EOFError) as stopped:
        click.echo(Told("Interrompido.", "Interrupted.").said(chosen.spoken()), err=True)
        raise click.exceptions.Exit(1) from stopped
