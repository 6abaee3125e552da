"""How is a PostgreSQL program started?"""

from __future__ import annotations

import os
import subprocess  # ruff: ignore[suspicious-subprocess-import] -- starting PostgreSQL is this package's work
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from crm_sync.postgres_server.account import Account

_LAUNCHER = Path(__file__).with_name("launcher.py")
#: Nothing of our own environment: the server must not depend on who starts it.
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}


def launch(
    program: Path, arguments: Sequence[str], *, account: Account, output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start it as the account, in a session of its own: a Ctrl-C in our terminal is ours to handle."""
    identity = (os.getpid(), account.uid, account.gid)
    return subprocess.Popen(  # ruff: ignore[subprocess-without-shell-equals-true] -- the program is one that `binaries` found
        [sys.executable, "-I", "-S", _LAUNCHER, *map(str, identity), program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        cwd="/",
        env=_ENVIRONMENT,
        start_new_session=True,
    )
