"""How is one event of one room handled? Read, understand, advance, write, and only then speak."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from bot.content import answers
from bot.engine import advance, conversation, effects, recognition, responses, stored_form
from bot.engine.flows import Flows
from bot.engine.turn import Parse, Turn, TurnKind
from bot.figures import Figures
from bot.runtime import coming_back, content_in_use, translation
from bot.runtime.events import Event
from bot.runtime.ladder import Ladder
from bot.runtime.recent import Recent
from bot.understanding import area_codes
from crm_sync import content_versions, encounters, errors, people, registry, steps

_log = structlog.get_logger()

#: Another process may have moved the conversation on; it is read again so often.
_REREADS = 3


class Understanding(Protocol):
    """Rasa, or whatever stands in for it."""

    async def parse(self, text: str) -> Parse | None:
        """What the text means; None when it cannot be asked now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a turn decided."""

    outgoing: tuple[steps.Outgoing, ...]
    conversation: conversation.Conversation


class Turns:
    """Takes turns; the caller sees to it that those of one room come one after the other."""

    def __init__(
        self,
        *,
        registry: registry.Registry,
        content: content_in_use.ContentInUse,
        understanding: Understanding,
        now: Callable[[], datetime],
        figures: Figures,
        ladder: Ladder,
    ) -> None:
        """`content` gives what each conversation goes by."""
        self._registry = registry
        self._content = content
        self._understanding = understanding
        self._now = now
        self._figures = figures
        self._ladder = ladder
        self._recent = Recent()

    async def take(
        self, room_id: str, event: Event, *, contact: people.Contact | None = None
    ) -> Taken | None:
        """Handle the event; None when it was handled before. Without a contact the room must be known.

        Raises:
            errors.RegistryError: the database could not be asked; nothing was said, take it again.
        """
        for reread in range(1, _REREADS + 1):
            admission = self._recent.get(room_id) or await self._admission(room_id, contact)
            if admission is None:
                return None
            try:
                return await self._once(admission, room_id, event, contact)
            except errors.AlreadyHandled:
                return None
            except errors.DatabaseUnavailable:
                self._recent.forget(room_id)
                raise
            except errors.StaleConversation:
                self._recent.forget(room_id)
                _log.warning("conversation_moved_on", room=room_id)
                if reread == _REREADS:
                    raise
        return None

    async def _admission(self, room_id: str, contact: people.Contact | None) -> encounters.Admission | None:
        if contact is None:
            return await self._registry.conversation(room_id)
        return await self._registry.admit(contact, now=self._now(), unknown=self._recent.is_new(room_id))

    async def stands(self, room_id: str) -> tuple[conversation.Conversation, Flows] | None:
        """The same, with the content that it goes by."""
        admission = await self._registry.conversation(room_id)
        if admission is None or admission.state is None:
            return None
        chosen = await self._chosen(admission, room_id, None)
        return chosen.before, chosen.in_use.flows

    async def standing(self, room_id: str) -> conversation.Conversation | None:
        """Where a room's conversation stands; None when it never began."""
        admission = await self._registry.conversation(room_id)
        if admission is None:
            self._recent.keep(room_id, None)
        return stored_form.from_data(admission.state) if admission and admission.state else None

    async def _once(
        self, admission: encounters.Admission, room_id: str, event: Event, contact: people.Contact | None
    ) -> Taken:
        chosen = await self._chosen(admission, room_id, contact)
        flows, before = chosen.in_use.flows, chosen.before
        turn = Turn(
            kind=event.kind,
            now=self._now(),
            text=event.text,
            medium=event.medium,
            file=event.file,
            location=event.location,
            channel=contact.channel if contact else "",
            phone_state=area_codes.state(contact.phone) if contact else "",
            phone=(contact.phone or "") if contact else "",
            person_code=admission.person_code,
            refusal=event.refusal,
            department=event.department,
            in_queue=event.in_queue,
            entry=event.entry,
            known=event.known,
        )
        advanced = await self._advance(flows, before, turn)
        advanced = dataclasses.replace(advanced, effects=(*chosen.faults, *advanced.effects))
        step = translation.step(
            admission,
            room_id,
            event,
            advanced,
            at=turn.now,
            content_version=chosen.in_use.version,
            names=_names(flows, advanced.conversation),
        )
        step = dataclasses.replace(step, wake_at=self._ladder.wake_at(advanced.conversation, flows))
        recorded = await self._registry.record(step)
        self._count(event, before, began=turn.now)
        self._recent.keep(
            room_id,
            dataclasses.replace(
                admission,
                state=step.state,
                revision=recorded.revision,
                content_version=step.content_version,
            ),
        )
        return Taken(outgoing=step.outgoing, conversation=advanced.conversation)

    async def _chosen(
        self, admission: encounters.Admission, room_id: str, contact: people.Contact | None
    ) -> content_in_use.Chosen:
        """What the turn goes by, and where the conversation stands before it."""
        if admission.state is None:
            published = self._content.published()
            earlier = await self._registry.earlier(admission, most=coming_back.CONVERSATIONS)
            known = coming_back.facts(published.flows.content, earlier)
            before = conversation.new(room_id, slots={**known, **_known(published.flows, contact)})
            return content_in_use.Chosen(in_use=published, before=before)
        begun_in = admission.content_version
        return await content_in_use.choose(
            self._content,
            stored_form.from_data(admission.state),
            None if begun_in is None else content_versions.VersionId(begun_in),
        )

    def _count(self, event: Event, before: conversation.Conversation, *, began: datetime) -> None:
        now = self._now()
        took_it = event.kind is TurnKind.taken and before.phase is conversation.Phase.queued
        if before.given_at and (took_it or event.kind is TurnKind.answered):
            self._figures.waited(event.kind.value, now - before.given_at)
        if event.step:
            self._figures.watch_step(event.step, event.outcome)
        lag = now - event.inbound.sent_at if event.inbound else None
        self._figures.turn(event.kind.value, took=now - began, lag=lag)

    async def _advance(self, flows: Flows, before: conversation.Conversation, turn: Turn) -> advance.Advanced:
        """A mistake of ours keeps the state and apologises; the citizen is never met with silence."""
        try:
            own = recognition.recognise(flows, before, turn) if turn.kind is TurnKind.text else None
            if recognition.wants_parse(own):
                turn = _with_parse(turn, await self._understanding.parse(turn.text))
            return advance.advance(flows, before, turn, recognised=own)
        except Exception as error:  # ruff: ignore[blind-except] - whatever it is, the citizen must not pay for it; it is logged
            _log.error("turn_failed", room=before.seed, turn=before.turn, exc_info=error)
            return apology(flows, before)


def apology(flows: Flows, before: conversation.Conversation) -> advance.Advanced:
    """The conversation as it was, and one honest sentence."""
    template = flows.content.responses["utter_internal_error"].variations[0].text
    text = responses.fill(template, flows.facts)
    return advance.Advanced(
        conversation=before,
        effects=(
            effects.Say(text=text, response="utter_internal_error"),
            effects.ContentFault(rule="internal-error", where=before.asking or "-"),
        ),
    )


def _with_parse(turn: Turn, parse: Parse | None) -> Turn:
    return turn if parse is None else dataclasses.replace(turn, parse=parse)


def _names(flows: Flows, after: conversation.Conversation) -> list[str]:
    """What the person is called, as far as the conversation knows."""
    told = [after.slots.get(slot) for slot in _name_slots(flows)]
    return [name for name in told if isinstance(name, str) and name != answers.UNKNOWN]


def _name_slots(flows: Flows) -> list[str]:
    return [
        slot.name
        for slot in flows.content.slots.values()
        if isinstance(slot.answer, answers.FreeText) and slot.answer.name
    ]


def _known(flows: Flows, contact: people.Contact | None) -> dict[str, str]:
    """The name that the channel told already is not asked for again."""
    if contact is None or not contact.name:
        return {}
    return dict.fromkeys(_name_slots(flows), contact.name)
