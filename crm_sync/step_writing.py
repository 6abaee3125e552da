"""What of a turn is written? All of it as one document for `record.sql`, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from crm_sync import clear_text, documents, encryption, tables
from crm_sync.fencing import Fence
from crm_sync.identifiers import EncounterId
from crm_sync.steps import Outgoing, Step


def standing(refused: Step) -> Select[tuple[int | None, int | None]]:
    """Why nothing was written: the conversation's revision, and the revision that handled the event (or null)."""
    event_id = clear_text.storable(refused.event_id)
    same_encounter = tables.conversation.c.encounter_id == refused.encounter_id
    same_event = (tables.step.c.encounter_id == refused.encounter_id) & (tables.step.c.event_id == event_id)
    revision = select(tables.conversation.c.revision).where(same_encounter)
    handled_at = select(tables.step.c.revision).where(same_event)
    return select(revision.scalar_subquery(), handled_at.scalar_subquery())


def row_name(encounter_id: EncounterId, revision: int) -> str:
    """Names what a step added, inside the encryption's place."""
    return f"{encounter_id}/{revision}"


def document(
    step: Step, cipher: encryption.FieldCipher, fence: Fence | None, *, new_id: Callable[[], UUID]
) -> dict[str, Any]:
    """The step with every personal field sealed, and the term in which it may be written."""
    under = {} if fence is None else {"bot": fence.bot, "term": fence.term}
    asked = {} if step.unanswered is None else {"unanswered": _unanswered(step.unanswered, cipher, new_id())}
    return _Sealing(step, cipher).fields() | under | asked


def _unanswered(words: str, cipher: encryption.FieldCipher, question_id: UUID) -> dict[str, str]:
    """A question under a name of its own: nothing in its row leads back to the conversation."""
    sealed = cipher.seal_text(words, column="unanswered.words", row=str(question_id))
    return {"id": str(question_id), "words": documents.base64(sealed)}


class _Sealing:
    """Seals the fields of one step."""

    def __init__(self, step: Step, cipher: encryption.FieldCipher) -> None:
        self._step = step
        self._cipher = cipher
        self._row = row_name(step.encounter_id, step.expected_revision + 1)

    def fields(self) -> dict[str, Any]:
        step = self._step
        encounter = str(step.encounter_id)
        written: dict[str, Any] = {
            "encounter_id": encounter,
            "person_id": str(step.person_id),
            "expected_revision": step.expected_revision,
            "event_id": step.event_id,
            "at": step.at,
            "state": documents.base64(
                self._cipher.seal_json(step.state, column="conversation.state", row=encounter)
            ),
            "wake_at": step.wake_at,
            "content_version": step.content_version,
            "owner": step.owner,
            "department": step.department,
        }
        if step.ended is not None:
            written |= {"closed_at": step.ended.at, "closed_by": step.ended.by}
        self._add_person_name(written)
        self._add_message(written)
        self._add_triage(written)
        self._add_lists(written)
        return written

    def _add_person_name(self, written: dict[str, Any]) -> None:
        name = self._step.person_name
        if name is not None:
            row = str(self._step.person_id)
            written["person_name"] = documents.base64(
                self._cipher.seal_text(name, column="person.name", row=row)
            )

    def _add_message(self, written: dict[str, Any]) -> None:
        inbound = self._step.inbound
        if inbound is None:
            return
        written["last_seen_at"] = inbound.sent_at
        written["message"] = {
            "id": inbound.id,
            "kind": inbound.kind,
            "change": inbound.change,
            "body": self._text(inbound.text, "message.body", self._row),
            "sent_at": inbound.sent_at,
        }

    def _add_triage(self, written: dict[str, Any]) -> None:
        triage = self._step.triage
        if triage is None:
            return
        written["triage"] = {
            "risk_class": triage.risk_class,
            "protocol": triage.protocol,
            "protocol_version": triage.protocol_version,
            "rules": triage.rules,
            "red_flags": triage.red_flags,
            "inputs": self._json(triage.inputs, "triage.inputs", self._row),
        }

    def _add_lists(self, written: dict[str, Any]) -> None:
        step, row = self._step, self._row
        written["answers"] = [
            {
                "position": n,
                "question": item.question,
                "value": self._json(item.value, "answer.value", f"{row}/{n}"),
            }
            for n, item in enumerate(step.answers)
        ]
        written["flags"] = [
            {"position": n, "flag": item.id, "words": self._text(item.words, "flag.words", f"{row}/{n}")}
            for n, item in enumerate(step.flags)
        ]
        written["faults"] = [
            {
                "position": n,
                "rule": item.rule,
                "place": item.place,
                "sentence": self._text(item.sentence, "content_fault.sentence", f"{row}/{n}"),
            }
            for n, item in enumerate(step.faults)
        ]
        written["outgoing"] = [
            {"position": n, "id": item.id, "kind": item.kind, "body": self._outgoing_body(item)}
            for n, item in enumerate(step.outgoing)
        ]

    def _outgoing_body(self, item: Outgoing) -> str:
        return self._json(item.body, "outgoing.body", clear_text.storable(item.id))

    def _text(self, text: str, column: str, row: str) -> str:
        return documents.base64(self._cipher.seal_text(text, column=column, row=row))

    def _json(self, value: Any, column: str, row: str) -> str:
        return documents.base64(self._cipher.seal_json(value, column=column, row=row))
