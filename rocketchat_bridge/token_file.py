"""Where does the bot's token stay, when it is not in `.env`? In a file of the data folder that only its owner reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import config

_NAME = "bot-token"
_OWNER_ONLY = 0o600


def keep(data_folder: Path, token: str) -> Path:
    """Write the token, replacing an earlier one at once, and return its file."""
    data_folder.mkdir(parents=True, exist_ok=True)
    path = data_folder / _NAME
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as opened:
        opened.write(f"{token}\n")
    return fresh.replace(path)


def kept(data_folder: Path) -> str | None:
    """Return the token that was kept, or None."""
    try:
        return (data_folder / _NAME).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def in_force(deployment: config.Deployment) -> str | None:
    """Return the token the bot enters with: the environment's, else the kept one, else None."""
    given = deployment.secrets.bot_token
    return kept(deployment.data_folder) if given is None else given.reveal()
