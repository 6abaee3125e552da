"""Who may open the draft's page? Whoever has its key, which lies in the data folder and is part of the page's address."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

_FILE: Final = "draft-page-key"
#: Where the page is, behind the health page's address.
PATH: Final = "/draft"


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


def address(data_folder: Path, port: int) -> str:
    """The page's whole address, for somebody at this machine."""
    return f"http://127.0.0.1:{port}{PATH}?key={keep(data_folder)}"
