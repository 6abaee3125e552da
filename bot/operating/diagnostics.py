"""What does whoever helps need to see? One archive of settings, findings, health, figures and log ends, without secrets."""

from __future__ import annotations

import io
import json
import platform
import sys
import tarfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Final

import aiohttp

import config
from bot.operating import redaction
from bot.told import Told
from config import shown
from crm_sync import database_facts
from crm_sync.errors import DatabaseUnavailable, DatabaseUrlInvalid
from rocketchat_bridge.findings import Finding

#: Lines of each log that are taken, from its end.
_LOG_LINES: Final = 2_000
_LOG_BYTES: Final = 2_000_000
_WITHIN: Final = aiohttp.ClientTimeout(total=5)


async def gather(
    deployment: config.Deployment, findings: Sequence[Finding], *, say: Callable[[Told], None]
) -> dict[str, str]:
    """Name → text of everything in the archive, redacted; a part that cannot be had says why instead."""
    say(Told("▸ ajustes e versões", "▸ settings and versions"))
    parts = {
        "settings.txt": "\n".join(shown.lines(deployment)),
        "versions.txt": "\n".join(_versions()),
        "check.txt": "\n".join(finding.told.pt for finding in findings),
    }
    say(Told("▸ saúde e números", "▸ health and figures"))
    for name in ("health", "metrics"):
        parts[f"{name}.txt"] = await _page(deployment.health_port, name)
    say(Told("▸ banco de dados", "▸ database"))
    parts["database.json"] = await _database(deployment)
    say(Told("▸ fim de cada registro (log)", "▸ end of each log"))
    for path in sorted(deployment.data_folder.rglob("*.log")):
        parts[f"log/{path.name}"] = _end(path)
    secrets = _secret_texts(deployment)
    return {name: redaction.redact(text, secrets=secrets) for name, text in parts.items()}


def write(path: Path, parts: Mapping[str, str], *, at: datetime) -> None:
    """Write the archive, readable by its owner alone. Raises FileExistsError: nothing is overwritten."""
    with path.open("xb") as file:
        path.chmod(0o600)
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            for name, text in parts.items():
                data = text.encode()
                entry = tarfile.TarInfo(f"bela-diagnostics/{name}")
                entry.size, entry.mtime, entry.mode = len(data), int(at.timestamp()), 0o600
                archive.addfile(entry, io.BytesIO(data))


def _versions() -> list[str]:
    required = metadata.requires("bela") or []
    names = sorted(
        {line.split(";")[0].split(">")[0].split("[")[0].strip() for line in required if "extra" not in line}
    )
    rows = [
        f"python {sys.version.split()[0]}",
        f"system {platform.platform()}",
        f"bela {metadata.version('bela')}",
    ]
    return rows + [f"{name} {metadata.version(name)}" for name in names if _installed(name)]


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


async def _page(port: int, name: str) -> str:
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN) as session,
            session.get(f"http://127.0.0.1:{port}/{name}") as answer,
        ):
            return await answer.text()
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"A Bela não responde na porta {port} ({type(error).__name__})."


async def _database(deployment: config.Deployment) -> str:
    url = deployment.secrets.database_url
    if url is None:
        return "O PostgreSQL é o da própria Bela; o que ele diz está em log/postgres.log."
    try:
        return json.dumps(asdict(await database_facts.read(url.reveal())), indent=2, ensure_ascii=False)
    except (DatabaseUnavailable, DatabaseUrlInvalid) as error:
        return str(error)


def _end(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LOG_BYTES))
        text = file.read().decode(errors="replace")
    return "\n".join(text.splitlines()[-_LOG_LINES:])


def _secret_texts(deployment: config.Deployment) -> Collection[str]:
    values = [getattr(deployment.secrets, field.name) for field in fields(deployment.secrets)]
    kept = [path.read_text(encoding="utf-8").strip() for path in _kept_secrets(deployment.data_folder)]
    return {value.reveal() for value in values if value} | set(kept)


def _kept_secrets(data_folder: Path) -> list[Path]:
    """Files in which Bela herself keeps a secret."""
    found = [*data_folder.glob("bot-token*"), *data_folder.rglob("password")]
    return [path for path in found if path.is_file()]
