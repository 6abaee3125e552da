"""How do faults reach people at a terminal? As sentences, with exit code 1; nobody sees a stack trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from bot import errors
from bot.command_line import chosen
from bot.content.errors import ContentInvalid
from bot.publishing import errors as publishing_errors
from bot.told import Language
from config import errors as config_errors
from crm_sync import errors as registry_errors
from rocketchat_bridge import admin_errors

P = ParamSpec("P")
R = TypeVar("R")


def _faults(error: ContentInvalid) -> str:
    """Every fault on a line of its own."""
    from bot.linting import linter  # ruff: ignore[import-outside-top-level] - large, and no command needs it that goes well

    return "\n".join(linter.finding_of(fault).placed.said(chosen.spoken()) for fault in error.faults)


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Faults become sentences and exit code 1; nobody at a terminal sees a stack trace."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (publishing_errors.CannotPublish, registry_errors.ToldInBoth) as error:
            raise click.ClickException(error.en if chosen.spoken() is Language.en else str(error)) from error
        except ContentInvalid as error:
            raise click.ClickException(_faults(error)) from error
        except (
            config_errors.SettingsInvalid,
            admin_errors.AdminError,
            errors.CannotRun,
            registry_errors.RegistryError,
        ) as error:
            raise click.ClickException(str(error)) from error

    return told
