"""Where did each value come from, and what was wrong on the way?"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from config import marked_yaml, misplaced_secrets
from config.errors import EnvironmentFault
from config.told import Told

DEFAULT = "padrão"
_PORTS = range(1, 65_536)


class Sources:
    """The files and the environment of one deployment, with all faults found in them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[marked_yaml.Fault] = []
        self.complaints: list[EnvironmentFault] = []
        #: setting → "file:line:column", environment variable, or "padrão"
        self.origins: dict[str, str] = {}

    def file(self, path: Path) -> marked_yaml.Node | None:
        """Read one file; a secret in it is a fault."""
        root, faults = marked_yaml.read(path, root=Path())
        self.faults += faults
        if root is not None:
            self.faults += misplaced_secrets.find(root)
        return root

    def from_file(self, setting: str, shape: marked_yaml.Shape, key: str) -> None:
        """Remember that `setting` was read from `key`, or is the default when the key is absent."""
        self.origins[setting] = str(shape.mark_of(key)) if shape.node(key) is not None else DEFAULT

    def variable(self, setting: str, variable: str) -> str | None:
        """Return an environment variable that outranks the file, or None when absent or empty."""
        value = self.environment.get(variable, "").strip()
        if not value:
            return None
        self.origins[setting] = variable
        return value

    def address(self, setting: str, shape: marked_yaml.Shape, *, key: str, variable: str) -> str | None:
        """Return a web address without a slash at the end, the variable outranking the file."""
        written = shape.text(key)
        self.from_file(setting, shape, key)
        outranking = self.variable(setting, variable)
        if outranking is not None and not _is_address(outranking):
            self.complaints.append(EnvironmentFault(variable=variable, sentence=_ADDRESS))
        if written is not None and not _is_address(written):
            shape.fault("bad-address", f'"{key}": {_ADDRESS.pt}', english=f'"{key}": {_ADDRESS.en}', key=key)
        chosen = outranking or written
        return chosen.rstrip("/") if chosen else None

    def port(self, setting: str, shape: marked_yaml.Shape, *, key: str, variable: str, default: int) -> int:
        """Return a port number, the variable outranking the file."""
        written = shape.integer(key, default)
        self.from_file(setting, shape, key)
        if written not in _PORTS:
            shape.fault("bad-port", f'"{key}": {_PORT.pt}', english=f'"{key}": {_PORT.en}', key=key)
        outranking = self.variable(setting, variable)
        if outranking is None:
            return written
        if outranking.isascii() and outranking.isdigit() and int(outranking[:6]) in _PORTS:
            return int(outranking)
        self.complaints.append(EnvironmentFault(variable=variable, sentence=_PORT))
        return written

    def all_faults(self) -> list[marked_yaml.Fault | EnvironmentFault]:
        """Return everything that was wrong, in the order of the files, then the environment."""
        secret = {fault.mark for fault in self.faults if fault.rule == "secret-in-file"}
        told = [fault for fault in self.faults if fault.rule != "unknown-key" or fault.mark not in secret]
        return [*sorted(told, key=lambda fault: fault.mark), *self.complaints]


_ADDRESS = Told(
    "esperava um endereço como https://chat.exemplo.gov.br",
    "an address such as https://chat.exemplo.gov.br was expected",
)
_PORT = Told(
    f"esperava um número de porta, de {_PORTS.start} a {_PORTS.stop - 1}",
    f"the number of a port was expected, {_PORTS.start} to {_PORTS.stop - 1}",
)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
