"""The answers of a conversation while a turn is taken: a dictionary that somebody may watch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from bot.content.definitions import Value


class AnswersInTurn(dict[str, Value]):  # ruff: ignore[subclass-builtin] - looked up in every condition of every turn
    """Who watches what a turn looks at (`bot.proving.watched`) notes it here."""

    @classmethod
    def of(cls, answers: Mapping[str, Value]) -> AnswersInTurn:
        """Those that the turn begins with, in a copy; one that is watched is watched on."""
        return answers.again() if isinstance(answers, AnswersInTurn) else AnswersInTurn(answers)

    def again(self) -> Self:
        """The same in a copy."""
        return type(self)(self)

    def knows(self, name: str) -> bool:
        """Whether it was answered, whatever the answer is."""
        return self.get(name) is not None

    def weighed(self) -> Mapping[str, Value]:
        """All of them, for the protocol: it looks at everything, and nothing but a class comes back."""
        return self
