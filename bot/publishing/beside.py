"""How is a second core used? Some work is done by a copy of this process, while this one goes on with other work.

A copy has everything at hand that was read and made ready before it was made; a process begun anew would make it again. But what
other threads were doing at that moment is never done in it, and no lock that they held is ever let go: only a process in which
nothing else goes on, as a command's, may be copied.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import IO, Any, Final, NoReturn

#: Hears how far the work has come, as plain data.
Hears = Callable[[Any], None]
#: What comes of it is plain data, as in JSON.
Work = Callable[[Hears], Any]

#: No open file of this process has a higher number.
_FILES: Final = 1_048_576


@contextmanager
def begun(work: Work, *, told: Hears) -> Generator[Callable[[], Any]]:
    """Begin it; what is given back waits for what comes of it, and meanwhile passes on what it tells.

    Where there can be no copy, or where it dies, the work is done here, and raises what it raises.
    """
    reading, writing = os.pipe()
    try:
        copy = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        yield lambda: work(told)
        return
    if not copy:
        _do(work, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answers:
        try:
            yield lambda: _answered(answers, work, told)
        finally:
            os.kill(copy, signal.SIGKILL)  # its answer is read, or nobody wants it any more
            os.waitpid(copy, 0)


def _answered(answers: IO[str], work: Work, told: Hears) -> Any:
    for line in answers:
        kind, said = json.loads(line)
        if kind == "done":
            return said
        told(said)
    return work(told)


def _do(work: Work, writing: int) -> NoReturn:
    """The copy's whole life: it holds no door of the other open, hears no signal as the other does, and leaves nothing behind."""
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.closerange(3, writing)
        os.closerange(writing + 1, _FILES)
        with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as answers:

            def tell(kind: str, said: Any) -> None:
                answers.write(json.dumps([kind, said]) + "\n")

            tell("done", work(lambda said: tell("told", said)))
    finally:
        os._exit(0)
