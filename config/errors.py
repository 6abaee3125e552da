"""What can be wrong with a deployment's settings?"""

from collections.abc import Iterable
from dataclasses import dataclass

from config import marked_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentFault:
    """One mistake in an environment variable (or its line in `.env`), told without its value."""

    variable: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.variable}: {self.sentence}"


class SettingsInvalid(Exception):
    """The settings cannot be used as they are; each fault tells its place and what to do there."""

    def __init__(self, faults: Iterable[marked_yaml.Fault | EnvironmentFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
