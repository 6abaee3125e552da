"""Which deployment is a command for?"""

from __future__ import annotations

import os

import click

import config
from bot.demo import demo_secrets


def deployment(context: click.Context) -> config.Deployment:
    """The deployment that the command is for; where a demonstration ran, with its secrets."""
    chosen = config.load(context.obj, environment=os.environ)
    kept = demo_secrets.kept(chosen.data_folder)
    if not kept:
        return chosen
    given = {name: value for name, value in os.environ.items() if value}
    return config.load(context.obj, environment={**kept, **given})
