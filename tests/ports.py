"""At which ports may the programs of a test listen?

Not at those that the system gives away: between finding one free and listening there, a connection of another test may
have taken it. Each worker of a parallel run has a range of its own, below all of the system's.
"""

from __future__ import annotations

import errno
import itertools
import os
import socket

_FIRST = 20_000
_EACH = 1_000
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
#: Two runs on one machine begin at different places.
_TURN = itertools.count(os.getpid())


def free() -> int:
    """A loopback port at which nobody listens now, and which this worker gives to nobody else."""
    for turn in itertools.islice(_TURN, _EACH):
        port = _FIRST + _WORKER % 10 * _EACH + turn % _EACH
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise
    raise RuntimeError(f"all {_EACH} ports of this worker are in use")
