"""Which deployment is a command for, and in which language does it answer?"""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import click

import config
from bot import errors
from bot.demo import demo_secrets
from bot.told import Language, Told

_LANGUAGE: Final = "bela.language"
_VARIABLE: Final = "BELA_LANG"


def language() -> click.Option:
    """In which language a command answers; `hear` has read it by then, here it is checked and explained."""
    return click.Option(
        ["--lang"],
        type=click.Choice([one.value for one in Language]),
        default=Language.pt.value,
        show_default=True,
        envvar=_VARIABLE,
        expose_value=False,
        help=f"Em português ou em inglês; {_VARIABLE} vale para todos os comandos.",
    )


def hear(context: click.Context, arguments: Sequence[str]) -> None:
    """Remember the language that the command line asks for, wherever in it: its faults are told in that language, too."""
    for option, value in pairwise((*arguments, "")):
        asked = option.removeprefix("--lang=") if option.startswith("--lang=") else value
        if option.startswith("--lang") and asked in set(Language):
            context.meta[_LANGUAGE] = Language(asked)


def say(pt: str, en: str) -> None:
    """Write a sentence in the language that the command was asked for."""
    click.echo(Told(pt, en).said(spoken()))


def misused(pt: str, en: str) -> click.UsageError:
    """A command line that makes no sense, told in the language asked for."""
    return click.UsageError(Told(pt, en).said(spoken()))


def tell(told: Told) -> None:
    """The same of a text that was put together elsewhere."""
    click.echo(told.said(spoken()))


def spoken() -> Language:
    """The language that the command under way was asked for; Portuguese where no command is."""
    context = click.get_current_context(silent=True)
    chosen: Language | None = context.meta.get(_LANGUAGE) if context else None
    set_for_all = os.environ.get(_VARIABLE) if context else None
    return chosen or (Language.en if set_for_all == Language.en else Language.pt)


def deployment(context: click.Context, *, bot: str | None = None) -> config.Deployment:
    """The deployment that the command is for, and the bot of it that is meant.

    Raises errors.UnknownBot.
    """
    settings = _settings(context)
    if bot is None:
        return settings
    try:
        return settings.speaking_as(bot)
    except KeyError as unknown:
        raise errors.UnknownBot(bot, settings.rocketchat.bots) from unknown


def _settings(context: click.Context) -> config.Deployment:
    """The settings in force; where a demonstration ran, with its secrets."""
    chosen = config.load(context.obj, environment=os.environ)
    kept = demo_secrets.kept(chosen.data_folder)
    if not kept:
        return chosen
    given = {name: value for name, value in os.environ.items() if value}
    return config.load(context.obj, environment={**kept, **given})


def account() -> str:
    """Who is at the terminal, as the machine knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return f"conta {os.getuid()}"
