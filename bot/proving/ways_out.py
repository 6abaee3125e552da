"""Does every conversation have an end for somebody who just answers what is asked?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.conversation import Phase
from bot.proving.moves import GOES_ALONG
from bot.proving.visits import Echo, Passage, Visit

#: Phases in which Bela has done what she can.
_OVER = frozenset({Phase.handing_off, Phase.waiting, Phase.with_human, Phase.closing, Phase.ended})


class WaysOut:
    """Remembers who leads to whom, and which turns end in a result."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._into: dict[int, list[int]] = {}
        self._good: set[int] = set()
        self._visits: dict[int, Visit] = {}

    def note(self, passage: Passage) -> None:
        """One more turn; only what somebody does who goes along counts."""
        self._visits.setdefault(passage.before.state, passage.before)
        self._came_to(passage.after.state, passage.after, passage)
        self._led(passage, passage.before.state, passage.after.state)

    def echo(self, echo: Echo) -> None:
        """The same turn from another state of the place."""
        if echo.after:
            self._came_to(echo.target, echo.after, echo.of)
        self._led(echo.of, echo.before.state, echo.target)

    def _came_to(self, state: int, visit: Visit, passage: Passage) -> None:
        self._visits.setdefault(state, visit)
        stands = passage.after.conversation
        if stands.phase in _OVER or stands.assessment is not None or stands.asking is None:
            self._good.add(state)

    def _led(self, passage: Passage, source: int, target: int) -> None:
        if passage.decided is not None:
            self._good.add(source)
        elif isinstance(passage.move, GOES_ALONG):
            self._into.setdefault(target, []).append(source)

    def without(self) -> Iterator[Visit]:
        """The first visit from which no answers lead to an end."""
        ending = set(self._good)
        waiting = list(ending)
        while waiting:
            for source in self._into.get(waiting.pop(), ()):
                if source not in ending:
                    ending.add(source)
                    waiting.append(source)
        lost = [visit for key, visit in self._visits.items() if key not in ending]
        # A question that was not understood is asked again, and then counts as any other.
        yield from [visit for visit in lost if not visit.conversation.attempts][:1]
