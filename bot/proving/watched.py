"""Which answers does a turn look at? The engine is given answers that note it themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, NoReturn, Self

from bot.content.definitions import Value
from bot.engine.answers_in_turn import AnswersInTurn
from bot.engine.conversation import Conversation

#: Noted where a turn went through all answers.
ALL: Final = "*"


def whether(name: str) -> str:
    """Noted where a turn only looked at whether there is this answer."""
    return f"{name}?"


class Watched(AnswersInTurn):
    """Answers in one turn: which ones were looked at, and which ones it wrote itself before that.

    They lie in a dictionary of their own, so that no way to them goes past what is noted.
    """

    def __init__(self, answers: Mapping[str, Value], looked: set[str], written: Collection[str] = ()) -> None:
        """`looked` is shared with every copy: whichever is asked, the turn has looked at it."""
        super().__init__()
        self.looked = looked
        self.written = set(written)
        self._answers = dict(answers)

    def again(self) -> Self:
        """What is looked at in the copy is noted here."""
        return type(self)(self._answers, self.looked, self.written)

    copy = again

    def weighed(self) -> dict[str, Value]:
        """Not noted: see there."""
        return self._answers.copy()

    def get(self, name: str, default: Any = None) -> Any:
        """The answer, or the default."""
        if name not in self.written:
            self.looked.add(name)
        return self._answers.get(name, default)

    def knows(self, name: str) -> bool:
        """Whether it was answered: nothing else of it is looked at."""
        if name not in self.written:
            self.looked.add(whether(name))
        return self._answers.get(name) is not None

    def __getitem__(self, name: str) -> Value:
        """The answer. Raises KeyError where there is none."""
        self._look(name)
        return self._answers[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is one."""
        self._look(str(name))
        return name in self._answers

    def __iter__(self) -> Iterator[str]:
        """All names."""
        return iter(self._all())

    def __len__(self) -> int:
        """How many."""
        return len(self._all())

    def keys(self) -> Any:
        """All names."""
        return self._all().keys()

    def items(self) -> Any:
        """Everything."""
        return self._all().items()

    def values(self) -> Any:
        """Everything."""
        return self._all().values()

    def __eq__(self, other: object) -> bool:
        """Whether all are the same."""
        return self._all() == other

    __hash__ = None  # type: ignore[assignment]

    def __setitem__(self, name: str, value: Value) -> None:
        """An answer of this turn."""
        self.written.add(name)
        self._answers[name] = value

    def update(self, answers: Mapping[str, Value]) -> None:  # type: ignore[override]
        """Answers of this turn."""
        for name, value in answers.items():
            self[name] = value

    def clear(self) -> None:
        """All answers are gone, whichever there were."""
        self.written.update(self._all())
        self._answers.clear()

    def _not_noted(self, *_: object) -> NoReturn:
        """The engine does not do this to answers; should it begin to, it is to be noted."""
        raise NotImplementedError

    __delitem__ = pop = popitem = setdefault = __ior__ = __or__ = __ror__ = __reversed__ = _not_noted

    def _look(self, name: str) -> None:
        if name not in self.written:
            self.looked.add(name)

    def _all(self) -> dict[str, Value]:
        self.looked.add(ALL)
        return self._answers


def unwatched(conversation: Conversation) -> Conversation:
    """The same, with answers that note nothing."""
    answers = conversation.slots
    plain = answers.weighed() if isinstance(answers, Watched) else answers
    return dataclasses.replace(conversation, slots=plain)
