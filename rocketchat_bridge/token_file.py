"""Where does the bot's token stay, when it is not in `.env`? In a file of the data folder that only its owner reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import config

_NAME = "bot-token"
_OWNER_ONLY = 0o600


def keep(data_folder: Path, token: str, *, bot: str | None = None) -> Path:
    """Write the token, replacing an earlier one at once, and return its file; `bot` names one of the further bots."""
    data_folder.mkdir(parents=True, exist_ok=True)
    path = data_folder / _name(bot)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as opened:
        opened.write(f"{token}\n")
    return fresh.replace(path)


def kept(data_folder: Path, *, bot: str | None = None) -> str | None:
    """Return the token that was kept, or None."""
    try:
        return (data_folder / _name(bot)).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def in_force(deployment: config.Deployment) -> str | None:
    """Return the token the bot enters with: the environment's, else the kept one, else None."""
    given = deployment.secrets.bot_token
    return kept(deployment.data_folder, bot=further(deployment)) if given is None else given.reveal()


def of(deployment: config.Deployment, bot: str) -> str | None:
    """Return the token of one of the bots, as far as this process may know it: the environment's is the first one's."""
    if bot == deployment.rocketchat.bots[0]:
        return in_force(deployment.speaking_as(bot))
    return kept(deployment.data_folder, bot=bot)


def further(deployment: config.Deployment) -> str | None:
    """Return the bot that the deployment speaks as, where it is not the first one."""
    username = deployment.rocketchat.bot_username
    return None if username == deployment.rocketchat.bots[0] else username


def _name(bot: str | None) -> str:
    return _NAME if bot is None else f"{_NAME}.{bot}"
