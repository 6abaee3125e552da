"""SIGHUP asks for the settings to be read anew; from a terminal that was closed it ends the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import asyncio
from bot import reloading, stopping

async def work():
    asked = reloading.hang_ups()
    print("ready", flush=True)
    try:
        await asked.wait()
        print("asked", flush=True)
    except asyncio.CancelledError:
        print("ended", flush=True)
        raise

asyncio.run(stopping.until_stopped(work()))
"""


@pytest.mark.parametrize(
    ("in_terminal", "closed", "said"),
    [(False, False, b"asked\n"), (True, False, b"asked\n"), (True, True, b"ended\n")],
)
def test_a_hang_up_is_a_wish_or_a_closed_terminal(*, in_terminal: bool, closed: bool, said: bytes) -> None:
    """A service, and a program whose terminal is open, reload; whoever closes the terminal ends what ran in it."""
    master, slave = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=slave if in_terminal else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    os.close(slave)
    assert program.stdout is not None
    assert program.stdout.readline() == b"ready\n"
    if closed:
        os.close(master)
    program.send_signal(signal.SIGHUP)
    output, _ = program.communicate(timeout=60)
    if not closed:
        os.close(master)
    assert (output, program.returncode) == (said, 0)
