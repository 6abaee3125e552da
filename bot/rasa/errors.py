"""What can go wrong with Rasa? Each message is one sentence for the person who runs Bela."""

from datetime import timedelta
from pathlib import Path

from config.errors import ToldInBoth
from config.marked_yaml import Fault
from config.told import NOTHING, Told


class RasaNotInstalled(ToldInBoth):
    """Rasa's own environment is not there."""

    def __init__(self, python: Path) -> None:
        """Say where it was looked for."""
        super().__init__(
            f"o Rasa não está instalado ({python} não existe): execute `make install`",
            f"Rasa is not installed ({python} is not there): run `make install`",
        )


class ExamplesInvalid(ToldInBoth):
    """The NLU examples have faults; nothing was trained."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault, and name the first."""
        self.faults = faults
        first, others = faults[0].told, len(faults) - 1
        more = Told(f" (e mais {others})", f" (and {others} more)") if others else NOTHING
        super().__init__(
            f"os exemplos de linguagem têm uma falha em {first.pt}{more.pt}",
            f"the examples of language have a fault at {first.en}{more.en}",
        )


class TrainingFailed(ToldInBoth):
    """Rasa refused what it was to learn, or was not done in time."""

    def __init__(self, log: Path, *, waited: timedelta | None = None) -> None:
        """Say where Rasa's own words are, and how long it was waited for where that was the reason."""
        self.log = log
        told = _refused(log) if waited is None else _not_in_time(log, waited)
        super().__init__(told.pt, told.en)


def _refused(log: Path) -> Told:
    return Told(
        f"o Rasa não conseguiu aprender com os exemplos de linguagem: veja o motivo em {log}",
        f"Rasa could not learn from the examples of language: see why in {log}",
    )


def _not_in_time(log: Path, waited: timedelta) -> Told:
    minutes = f"{waited / timedelta(minutes=1):.0f}"
    return Told(
        f"o Rasa não acabou de aprender com os exemplos de linguagem em {minutes} minutos: tente de novo quando a máquina"
        f" estiver menos ocupada; até onde ele foi está em {log}",
        f"Rasa had not learnt from the examples of language after {minutes} minutes: try again when the machine is less busy;"
        f" how far it got is in {log}",
    )


class ModelRefused(Exception):
    """A running Rasa did not take a new model; it goes on with the one it had."""

    def __init__(self, model: Path, why: str) -> None:
        """Say which model, and what Rasa answered."""
        self.model = model
        super().__init__(f"o Rasa não aceitou o modelo {model.name} ({why}) e continua com o anterior")
