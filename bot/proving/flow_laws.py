"""Do the flows keep the laws? Each law looks at one turn of every conversation that can be had."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

from bot.engine import doubting, effects
from bot.engine.conversation import Phase
from bot.engine.flows import Flows
from bot.engine.patterns import PATTERN_HANDOFF_FAILED
from bot.engine.turn import TurnKind
from bot.proving import advising, ways_out, where
from bot.proving.exploring import Exploration
from bot.proving.findings import Finding, Law, Place
from bot.proving.moves import Answer, Happens, Hello, Misread
from bot.proving.questions_asked import QuestionsAsked
from bot.proving.visits import Echo, Passage, Visit
from bot.told import Told

#: What engine faults say to who edits the content.
_FAULTS: Final = {
    "no-branch-holds": Told(
        "nenhum ramo vale, e o fluxo acaba ali", "no branch holds, and the flow ends there"
    ),
    "too-many-steps": Told(
        "o fluxo anda em círculos sem perguntar nada", "the flow goes in circles and asks nothing"
    ),
    "silent-turn": Told("a pessoa escreve e não recebe resposta", "the person writes and gets no answer"),
    "unknown-step": Told("o passo não existe", "the step does not exist"),
}

#: With the visit that shows it, or what finds it: that is asked only where it is shown.
type_broken = tuple[Law, Told, Visit | Callable[[], Visit], tuple[Place, ...]]


class FlowLaws:
    """Holds one pack to the laws."""

    def __init__(self, flows: Flows) -> None:
        """Nothing is tried yet."""
        self._flows = flows
        self._protocol = flows.protocol
        self.exploration = Exploration(flows)
        #: Of turns that were not taken: what is missing after them, and was shown.
        self._shown: set[tuple[Passage, str]] = set()
        self._questions = QuestionsAsked(
            flows.protocol,
            danger=self.exploration.classes.danger_slots(),
            passing=self.exploration.samples.passing,
        )

    def prove(self, *, told: Callable[[int], Any] = lambda _: None) -> Iterator[tuple[Finding, Visit]]:
        """Each law broken, once a place, with the shortest way to it; `told` hears how many turns were tried."""
        seen: set[tuple[Law, tuple[str, ...]]] = set()
        ways = ways_out.WaysOut()
        number = 0
        broken: Iterable[type_broken]
        for passage in self.exploration.passages():
            if isinstance(passage, Echo):
                ways.echo(passage)
                # what else it breaks was found where the turn was taken
                broken = self._classified_there(passage) if passage.of.decided else ()
            else:
                number += 1
                if number % 1000 == 0:
                    told(number)
                ways.note(passage)
                broken = self._broken(passage)
            for law, sentence, visit, places in broken:
                key = (law, tuple(str(place.mark) for place in places))
                if key not in seen:
                    seen.add(key)
                    shown = visit if isinstance(visit, Visit) else visit()
                    yield Finding(law=law, sentence=sentence, places=places), shown
        told(number)
        for visit in ways.without():
            sentence = Told(
                "daqui, respondendo às perguntas, a conversa nunca termina",
                "from here, answering the questions, the conversation never ends",
            )
            yield Finding(law=Law.path_ends, sentence=sentence, places=self._stands(visit)), visit

    def _broken(self, passage: Passage) -> Iterator[type_broken]:
        for law in (
            self._faults,
            self._stops,
            self._owed,
            self._refused,
            self._doubted,
            _waits,
            self._asks,
            self._classified,
            self._advised,
        ):
            yield from law(passage)

    def _faults(self, passage: Passage) -> Iterator[type_broken]:
        for effect in passage.effects:
            if isinstance(effect, effects.ContentFault):
                sentence = Told("$what (em $where)", "$what (at $where)").filled(
                    what=_FAULTS.get(effect.rule, effect.rule), where=effect.where
                )
                yield Law.path_ends, sentence, passage.after, where.step(self._flows.content, effect.where)

    def _stops(self, passage: Passage) -> Iterator[type_broken]:
        """Somebody answered, and the conversation just stops: no question, no class, nobody."""
        state = passage.after.conversation
        moved = isinstance(passage.move, (Answer, Hello))
        open_end = state.phase is Phase.talking and state.asking is None and not state.stack
        told = state.assessment is not None or state.offered
        if moved and open_end and not told:
            sentence = Told(
                "a conversa para aqui: nenhuma pergunta, nenhum resultado, ninguém chamado",
                "the conversation stops here: no question, no result, nobody called",
            )
            yield Law.path_ends, sentence, passage.after, self._stands(passage.before)

    def _owed(self, passage: Passage) -> Iterator[type_broken]:
        """Who is grave reaches a person, hears the number first, and silence does not keep anybody from it."""
        before, after = passage.before.debt, passage.after
        state = after.conversation
        law = Law.red_flag_reaches_person if state.flags else Law.severe_reaches_person
        served = passage.hands_off
        grave_now = after.grave and not passage.before.grave
        if served and (before.person or grave_now):
            named = before.named or self._names_samu(passage)
            if not named:
                number = self._flows.facts["samu"]
                sentence = Told(
                    f"quem está grave é encaminhado sem ouvir o número {number}",
                    f"who is grave is handed off without hearing the number {number}",
                )
                yield Law.severe_names_samu, sentence, after, self._stands(passage.before)
        if after.debt.person and _lost(passage):
            sentence = Told(
                "quem está grave fica sem ninguém: a conversa segue ou acaba sem chamar uma pessoa",
                "who is grave is left alone: the conversation goes on or ends and no person is called",
            )
            yield law, sentence, after, self._stands(passage.before)

    def _refused(self, passage: Passage) -> Iterator[type_broken]:
        move = passage.move
        refused = isinstance(move, Happens) and move.kind is TurnKind.hand_off_refused
        first = passage.before.conversation.told_at is None
        if refused and first and passage.before.grave and not self._names_samu(passage):
            number = self._flows.facts["samu"]
            sentence = Told(
                f"ninguém está online, e quem está grave não ouve o número {number}",
                f"nobody is online, and who is grave does not hear the number {number}",
            )
            places = (where.flow(self._flows.content, PATTERN_HANDOFF_FAILED),)
            yield Law.severe_names_samu, sentence, passage.after, places

    def _doubted(self, passage: Passage) -> Iterator[type_broken]:
        """What may be a red flag was asked about, and something came of it: an alarm, or the question that was open."""
        raised = any(isinstance(effect, effects.Flagged) for effect in passage.effects)
        asked_before = passage.before.before
        if raised or asked_before is None or not doubting.is_asked(passage.before.conversation):
            return
        places = self._stands(passage.before)
        silent = isinstance(passage.move, Happens) and passage.move.kind is TurnKind.silence
        if silent or isinstance(passage.move, Misread):
            sentence = Told(
                "sem uma resposta clara, o sinal de alerta não vale e ninguém é chamado",
                "without a clear answer the danger sign does not count and nobody is called",
            )
            yield Law.doubt_settled, sentence, passage.after, places
        open_question = asked_before.conversation.asking
        answered = isinstance(passage.move, Answer)
        if answered and open_question and passage.after.conversation.asking != open_question:
            sentence = Told(
                f'depois da resposta, a pergunta "{open_question}" não volta',
                f'after the answer the question "{open_question}" does not come back',
            )
            yield Law.doubt_settled, sentence, passage.after, places

    def _asks(self, passage: Passage) -> Iterator[type_broken]:
        """A question was asked in this turn: may it be?"""
        for law, sentence in self._questions.broken(passage):
            yield law, sentence, passage.after, self._stands(passage.after)

    def _classified(self, passage: Passage) -> Iterator[type_broken]:
        """What was not asked could not have made it worse."""
        if passage.decided is None:
            return
        state = passage.after.conversation
        missing = self.exploration.classes.missing(state.slots, state.flags)
        if missing is not None:
            yield self._missing(passage, missing)

    def _classified_there(self, echo: Echo) -> Iterator[type_broken]:
        """The same with the answers that were given there: the turn looked at nothing but the class of them."""
        decided = echo.of.decided
        if decided is None or echo.of.after.conversation.flags:
            return
        classes, blocks = self.exploration.classes, decided(echo.before.aside)
        known = classes.known_missing(blocks) if blocks is not None else None
        missing = known[0] if known else classes.missing(echo.answers_after, ())
        if missing is None or (echo.of, missing) in self._shown:
            return
        if echo.of.before.conversation.stack:
            self._shown.add(
                (echo.of, missing)
            )  # from everywhere else at the place it is shown at the same step
        yield self._missing(self.exploration.taken_there(echo), missing)

    def _advised(self, passage: Passage) -> Iterator[type_broken]:
        """The advice of the class is said at once, and that of another class is not."""
        broken = advising.broken(self._protocol, passage)
        if broken is not None:
            risk_class, sentence = broken
            places = (where.risk_class(risk_class), *self._stands(passage.before))
            yield Law.advice_is_said, sentence, passage.after, places

    def _missing(self, passage: Passage, slot: str) -> type_broken:
        sentence = Told(
            f'"{slot}" não é perguntado neste caminho, e a resposta poderia piorar a classe',
            f'"{slot}" is not asked on this way, and the answer could make the class worse',
        )
        places = (where.declared(self._protocol.inputs[slot]), *self._stands(passage.before))
        return Law.needed_is_asked, sentence, partial(self._without, passage.after, slot), places

    def _without(self, visit: Visit, slot: str) -> Visit:
        """The same way with the simplest answers for which this one is missing, where they were asked for."""
        slots = visit.conversation.slots
        said = self.exploration.classes.simplest(slots, slot)
        kept = {name: value for name, value in said.items() if name != slot and slots.get(name) is not None}
        return dataclasses.replace(visit, answers={**visit.answers, **kept})

    def _names_samu(self, passage: Passage) -> bool:
        return self.exploration.emergency_number.said(passage.effects)

    def _stands(self, visit: Visit) -> tuple[Place, ...]:
        return where.stands(self._flows.content, visit)


def _lost(passage: Passage) -> bool:
    """Owed a person, and not on the way to one: over, or kept waiting for an answer that silence would end."""
    state = passage.after.conversation
    if state.phase in {Phase.closing, Phase.ended}:
        return True
    return state.phase is Phase.talking and state.wake_at is None


def _waits(passage: Passage) -> Iterator[type_broken]:
    move = passage.move
    silent = isinstance(move, Happens) and move.kind is TurnKind.silence
    waiting = passage.before.conversation.phase is Phase.waiting
    if silent and waiting and not passage.hands_off:
        sentence = Told("quem espera não é chamado de novo", "who waits is not called for again")
        yield Law.severe_reaches_person, sentence, passage.after, ()
