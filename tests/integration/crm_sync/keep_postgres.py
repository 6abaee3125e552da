"""Run as a process of its own: keeps an embedded server until it is killed, or its standard input ends."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import uvloop

from crm_sync.postgres_server import EmbeddedPostgres


def program_of(pid: int | None) -> Path:
    return Path(f"/proc/{pid}/exe").readlink()


async def main(folder: Path) -> None:
    async with EmbeddedPostgres(folder) as server:
        program = str(program_of(server.pid))
        sys.stdout.write(json.dumps({"url": server.url, "pid": server.pid, "program": program}) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


uvloop.run(main(Path(sys.argv[1])))
