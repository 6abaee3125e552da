"""What runs first inside Rasa's own Python 3.10: `python inside_rasa.py train …` or `run …`, with Rasa's own arguments."""

import ctypes
import importlib
import os
import signal
import sys

#: Linux: the signal to get when the parent ends, however it ends.
_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    parent = os.environ.pop("BELA_PID")
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        sys.exit("the program that started Rasa has ended")


def _main() -> None:
    """Run Rasa's command line; the token comes by the environment, since arguments are seen by every user of a machine."""
    _end_with_parent()
    token = os.environ.pop("BELA_RASA_TOKEN", None)
    if token:
        # As one word: a token may begin with a dash.
        sys.argv.append(f"--auth-token={token}")
    # skops looks through all loaded modules for the home of each number function, which costs 10 s once TensorFlow is
    # loaded and nothing before.
    importlib.import_module("skops.io")
    importlib.import_module("rasa.__main__").main()


if __name__ == "__main__":
    _main()
