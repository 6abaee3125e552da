"""How is a command of Rasa run? In its own Python, with an environment of its own that holds nothing of Bela's secrets."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.rasa import errors

#: Rasa's own Python, where the project was installed from its locks.
PYTHON = Path(__file__).resolve().parents[2] / ".venv-rasa" / "bin" / "python"

_INSIDE = Path(__file__).with_name("inside_rasa.py")
#: All that Rasa gets to see of Bela's own environment.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TZ")
_SETTINGS = {
    "LOG_LEVEL": "INFO",  # at DEBUG, Rasa writes down what citizens say
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def require(python: Path) -> None:
    """See to it that Rasa is there.

    Raises:
        RasaNotInstalled: its Python is not.
    """
    if not python.exists():
        raise errors.RasaNotInstalled(python)


def command(*arguments: str, python: Path = PYTHON) -> list[str]:
    """Return the command line that runs Rasa with these arguments, apart from any settings of the user's Python."""
    return [str(python), "-I", "-u", "-W", "ignore", str(_INSIDE), *arguments]


def variables(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the child's whole environment; what Rasa and its libraries write for themselves lands in `home`."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    own = {"HOME": str(home), "MPLCONFIGDIR": str(home), "BELA_PID": str(os.getpid())}
    return {**passed_on, **_SETTINGS, **own, **(extra or {})}
