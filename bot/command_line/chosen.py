"""Which deployment is a command for?"""

from __future__ import annotations

import getpass
import os

import click

import config
from bot import errors
from bot.demo import demo_secrets


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
