"""What keeps Bela from running? Each is one sentence for the person at the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.told import Told
from config.errors import ToldInBoth


class CannotRun(ToldInBoth):
    """Something outside is missing or in the way; the message says what to do."""


class PortBusy(CannotRun):
    """Another program listens on a port that Bela needs."""

    def __init__(self, port: int, variable: str) -> None:
        """Name the port, and the variable that chooses another one."""
        super().__init__(
            f"A porta {port} já está em uso por outro programa; encerre-o ou escolha outra com {variable}=…",
            f"Port {port} is in use by another program already; end it or choose another port with {variable}=…",
        )
        self.port = port


class SecretMissing(CannotRun):
    """A secret that the deployment needs is not set."""

    def __init__(self, variable: str, remedy: Told) -> None:
        """Name the variable and how to get its value."""
        super().__init__(f"Falta {variable}: {remedy.pt}.", f"{variable} is missing: {remedy.en}.")
        self.variable = variable


class UnknownBot(CannotRun):
    """The deployment has no bot of this name."""

    def __init__(self, username: str, known: Sequence[str]) -> None:
        """Name the bot, and those there are."""
        super().__init__(
            f"Esta implantação não tem o robô {username}, só: {', '.join(known)}; "
            "acrescente-o em rocketchat.more_bots no deployment.yml.",
            f"This deployment has no bot {username}, only: {', '.join(known)}; "
            "add it to rocketchat.more_bots in deployment.yml.",
        )
        self.username = username


class CannotWrite(CannotRun):
    """What a command made finds no place where it was asked to put it."""

    def __init__(self, path: Path, fault: OSError) -> None:
        """Name the place, and the operating system's reason."""
        super().__init__(
            f"Não consegui escrever {path} ({fault.strerror}); indique outro lugar com --out.",
            f"Could not write {path} ({fault.strerror}); name another place with --out.",
        )


class PartMissing(CannotRun):
    """A file or tool that the installation brings is not there."""
