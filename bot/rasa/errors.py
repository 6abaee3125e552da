"""What can go wrong with Rasa? Each message is one sentence for the person who runs Bela."""

from pathlib import Path

from config.marked_yaml import Fault


class RasaNotInstalled(Exception):
    """Rasa's own environment is not there."""

    def __init__(self, python: Path) -> None:
        """Say where it was looked for."""
        super().__init__(f"o Rasa não está instalado ({python} não existe): execute `make install`")


class ExamplesInvalid(Exception):
    """The NLU examples have faults; nothing was trained."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault, and name the first."""
        self.faults = faults
        more = f" (e mais {len(faults) - 1})" if len(faults) > 1 else ""
        super().__init__(f"os exemplos de linguagem têm uma falha em {faults[0]}{more}")


class TrainingFailed(Exception):
    """Rasa refused what it was to learn."""

    def __init__(self, log: Path) -> None:
        """Say where Rasa's own words are."""
        self.log = log
        super().__init__(
            f"o Rasa não conseguiu aprender com os exemplos de linguagem: veja o motivo em {log}"
        )


class ModelRefused(Exception):
    """A running Rasa did not take a new model; it goes on with the one it had."""

    def __init__(self, model: Path, why: str) -> None:
        """Say which model, and what Rasa answered."""
        self.model = model
        super().__init__(f"o Rasa não aceitou o modelo {model.name} ({why}) e continua com o anterior")
