"""How do faults reach people at a terminal? As sentences, with exit code 1; nobody sees a stack trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from bot import fault_words
from bot.command_line import chosen
from bot.content.errors import ContentInvalid
from config.errors import ToldInBoth
from crm_sync.errors import RegistryError

P = ParamSpec("P")
R = TypeVar("R")


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Faults become sentences and exit code 1; nobody at a terminal sees a stack trace."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ToldInBoth as error:
            raise click.ClickException(error.said(chosen.spoken())) from error
        except ContentInvalid as error:
            raise click.ClickException(fault_words.told(error).said(chosen.spoken())) from error
        except RegistryError as error:
            raise click.ClickException(str(error)) from error

    return told
