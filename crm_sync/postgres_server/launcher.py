"""Starts a program as another account, so that it ends when its parent ends, however that happens.

Run as a script: python -I launcher.py PARENT UID GID PROGRAM ARGUMENT…; it becomes the program. A script of its own,
since code between fork and exec is neither safe beside threads nor known to every event loop.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PARENT_GONE = 1


def main(arguments: list[str]) -> None:
    """Drop privileges, ask the kernel for SIGINT (PostgreSQL's fast shutdown) at the parent's death, and exec."""
    parent, uid, gid = map(int, arguments[:3])
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # After setuid, which clears it.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() != parent:
        sys.exit(_PARENT_GONE)
    os.execv(arguments[3], arguments[3:])  # ruff: ignore[start-process-with-no-shell] -- becoming it is the point


if __name__ == "__main__":
    main(sys.argv[1:])
