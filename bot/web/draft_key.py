"""Where are the pages of those who edit the content, and where is their key? It lies in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

_FILE: Final = "draft-page-key"
#: Where the page is, behind the health page's address.
PATH: Final = "/draft"
#: Where the simulator is.
SIMULATOR: Final = f"{PATH}/simulator"


def keep(data_folder: Path) -> str:
    """The key; made at first, readable by its owner only."""
    path = data_folder / _FILE
    data_folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(24)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def address(data_folder: Path, port: int, *, path: str = PATH) -> str:
    """The whole address of the page, or of one below it, for somebody at this machine."""
    return f"http://127.0.0.1:{port}{path}?key={keep(data_folder)}"
