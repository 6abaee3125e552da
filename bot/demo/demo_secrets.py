"""Which secrets does a demonstration use? Made once, kept in its data folder, readable by its owner only."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

_FILE: Final = "secrets.env"
#: The administrator that the sandbox seeds.
ADMIN: Final = {
    "BELA_ROCKETCHAT_ADMIN_USERNAME": "admin",
    "BELA_ROCKETCHAT_ADMIN_PASSWORD": "admin-demo",
}


def keep(folder: Path) -> Mapping[str, str]:
    """The demonstration's secrets; the master key stays the same, so that its registry stays readable."""
    path = folder / _FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        _write(path, f"BELA_MASTER_KEY={key}\n")
    return kept(folder)


def kept(folder: Path) -> Mapping[str, str]:
    """The secrets of a demonstration that ran with this data folder; none where there was none."""
    path = folder / _FILE
    if not path.exists():
        return {}
    return {**ADMIN, **{name: value for name, value in dotenv_values(path).items() if value}}


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
