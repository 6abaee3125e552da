"""Which browser do the tests drive? The machine's own Chromium, started once; every test speaks to it in its own event loop."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO

#: Where Debian and others put it, in the order of preference; BELA_CHROMIUM names another.
NAMES = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)

_LISTENING = "DevTools listening on "


class ChromiumMissingError(RuntimeError):
    """No Chromium was found: install Debian's package `chromium`, or name a program in BELA_CHROMIUM."""


def installed() -> str:
    """Path of the browser's program; ChromiumMissingError when there is none."""
    named = os.environ.get("BELA_CHROMIUM")
    candidates = (named,) if named else NAMES
    for name in candidates:
        if path := shutil.which(name):
            return path
    raise ChromiumMissingError(ChromiumMissingError.__doc__)


@contextmanager
def running() -> Generator[str]:
    """Start the browser; gives the address of its debugging protocol."""
    with tempfile.TemporaryDirectory(prefix="bela-chromium-", ignore_cleanup_errors=True) as profile:
        command = [installed(), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            try:
                yield _address(process.stderr)
            finally:
                process.terminate()


def _address(output: IO[str]) -> str:
    said: list[str] = []
    for line in output:
        if line.startswith(_LISTENING):
            # The rest of its output is of no use, but somebody has to take it.
            threading.Thread(target=output.read, daemon=True).start()
            return line.removeprefix(_LISTENING).strip()
        said.append(line)
    raise RuntimeError(f"Chromium ended at its start: {''.join(said)}")
