"""May a question be asked when it is? After the consent, once, and the first one about danger early."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.content.protocols import Protocol
from bot.engine.conversation import Conversation, Phase
from bot.proving.findings import Law
from bot.proving.moves import Answer
from bot.proving.visits import Passage
from bot.told import Told


class QuestionsAsked:
    """Holds the questions of one pack to their laws."""

    def __init__(self, protocol: Protocol, *, danger: Collection[str], passing: Collection[str]) -> None:
        """`danger` are the slots of which one answer alone is of the worst class; `passing` are asked anew each time."""
        self._protocol = protocol
        self._danger = frozenset(danger)
        self._passing = frozenset(passing)

    def broken(self, passage: Passage) -> Iterator[tuple[Law, Told]]:
        """What the question breaks that was asked in this turn; nothing where none was."""
        state, before = passage.after.conversation, passage.before.conversation
        slot = state.asking
        newly = slot != before.asking or (isinstance(passage.move, Answer) and passage.move.slot == slot)
        if slot is None or not newly or state.phase is not Phase.talking:
            return
        yield from self._without_consent(state, slot)
        yield from self._twice(state, slot)
        yield from self._late(before, state, slot)

    def _without_consent(self, state: Conversation, slot: str) -> Iterator[tuple[Law, Told]]:
        consent = self._protocol.consent
        declared = self._protocol.inputs.get(slot)
        if declared is None or not declared.sensitive:
            return
        if consent is None:
            yield (
                Law.consent_first,
                Told(
                    f'"{slot}" é pergunta sobre a saúde, e o protocolo não diz em "consent" qual slot é o consentimento',
                    f'"{slot}" is a question about health, and the protocol does not say in "consent" which slot is the consent',
                ),
            )
        elif state.slots.get(consent.slot) is not True and state.stack[-1].flow not in consent.not_in:
            yield (
                Law.consent_first,
                Told(
                    f'"{slot}" é perguntado sem que a pessoa tenha concordado ("{consent.slot}")',
                    f'"{slot}" is asked although the person has not agreed ("{consent.slot}")',
                ),
            )

    def _twice(self, state: Conversation, slot: str) -> Iterator[tuple[Law, Told]]:
        answered = any(given.slot == slot for given in state.given)
        if slot in self._protocol.looked_at and answered and state.assessment is None:
            yield (
                Law.not_asked_twice,
                Told(
                    f'"{slot}" já foi respondido e é perguntado de novo',
                    f'"{slot}" was answered already and is asked again',
                ),
            )

    def _late(self, before: Conversation, state: Conversation, slot: str) -> Iterator[tuple[Law, Told]]:
        """The first question about danger came after too many others.

        Somebody who takes the one answer about danger back is asked for it again, after more questions than the limit. It
        came early all the same, and was answered; only the first time is held against the limit.
        """
        if slot not in self._danger:
            return
        limit = self._protocol.questions_before_danger
        asked = {given.slot for given in state.given}
        answered = asked.union(given.slot for given in before.given)
        number = len(asked - self._passing)
        if not answered & self._danger and number > limit:
            yield (
                Law.danger_early,
                Told(
                    f"{number} perguntas vêm antes da primeira que mostra sinais de perigo; o limite é {limit}",
                    f"{number} questions come before the first one that shows danger signs; the limit is {limit}",
                ),
            )
