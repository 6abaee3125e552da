"""What can be wrong with a deployment's settings, and how is anything that is wrong told to people?"""

from collections.abc import Iterable
from dataclasses import dataclass

from config import marked_yaml
from config.told import Language, Told, joined


class ToldInBoth(Exception):
    """What went wrong, in one sentence for the person at the terminal; as text it is Portuguese."""

    def __init__(self, pt: str, en: str) -> None:
        """The sentence in both languages: what happened, where, what to do."""
        super().__init__(pt)
        self.told = Told(pt, en)

    def said(self, language: Language) -> str:
        """The sentence in that language."""
        return self.told.said(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentFault:
    """One mistake in an environment variable (or its line in `.env`), told without its value."""

    variable: str
    sentence: Told

    def __str__(self) -> str:
        return self.told.pt

    @property
    def told(self) -> Told:
        """The sentence behind the variable's name."""
        return Told(f"{self.variable}: {self.sentence.pt}", f"{self.variable}: {self.sentence.en}")


class SettingsInvalid(ToldInBoth):
    """The settings cannot be used as they are; each fault tells its place and what to do there."""

    def __init__(self, faults: Iterable[marked_yaml.Fault | EnvironmentFault]) -> None:
        self.faults = tuple(faults)
        told = joined((fault.told for fault in self.faults), between="\n")
        super().__init__(told.pt, told.en)
