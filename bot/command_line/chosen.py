"""Which deployment is a command for, and in which language does it answer?"""

from __future__ import annotations

import getpass
import os
from typing import Final

import click

import config
from bot import errors
from bot.demo import demo_secrets
from bot.told import Language, Told

_LANGUAGE: Final = "bela.language"


def _remember(context: click.Context, _option: click.Parameter, value: str) -> None:
    context.meta[_LANGUAGE] = Language(value)


#: In which language a command answers.
language = click.option(
    "--lang",
    type=click.Choice([one.value for one in Language]),
    default=Language.pt.value,
    envvar="BELA_LANG",
    show_default=True,
    expose_value=False,
    callback=_remember,
    help="Em português ou em inglês.",
)


def say(pt: str, en: str) -> None:
    """Write a sentence in the language that the command was asked for."""
    click.echo(Told(pt, en).said(spoken()))


def spoken() -> Language:
    """The language that the command under way was asked for."""
    context = click.get_current_context(silent=True)
    chosen: Language = context.meta.get(_LANGUAGE, Language.pt) if context else Language.pt
    return chosen


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
