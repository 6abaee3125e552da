"""The registry's front: everything the rest of Bela asks of people, encounters, steps, the outbox and the history."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

import psycopg

from crm_sync import (
    beginnings,
    clear_text,
    content_faults,
    content_versions,
    counts,
    data_keys,
    database,
    encounters,
    encryption,
    erasing,
    errors,
    fencing,
    hints,
    history_reading,
    identifiers,
    joint_recording,
    leadership,
    outbox,
    people,
    step_writing,
    triages,
    unanswered,
)
from crm_sync.counts import Counts
from crm_sync.encounters import Admission, Owner
from crm_sync.encryption import MasterKey
from crm_sync.fencing import Fence
from crm_sync.history import PersonHistory
from crm_sync.identifiers import PersonCode
from crm_sync.outbox import PendingOutgoing
from crm_sync.people import Contact
from crm_sync.steps import Recorded, Step
from crm_sync.triages import StoredTriage

_POOL_SIZE = 16
#: Another first contact of the account was faster, or, rarely, the person's new code is taken.
_FIRST_CONTACT_RETRIES = 4
_Read = TypeVar("_Read")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Registry:
    """One deployment's people and what happened to them. Safe to use from many tasks at once.

    Every method raises `errors.DatabaseUnavailable`, within seconds, when the server does not answer.
    """

    def __init__(
        self,
        db: database.Database,
        *,
        keys: MasterKey,
        cipher: encryption.FieldCipher,
        new_id: Callable[[], UUID],
        now: Callable[[], datetime],
        url: str,
        fence: Fence | None = None,
    ) -> None:
        self._url = url
        self._fence = fence
        self._db = db
        self._recording = joint_recording.JointRecording(db)
        self._keys = keys
        self._cipher = cipher
        self._new_id = new_id
        self._now = now
        #: The versions of what Bela says and decides.
        self.content = content_versions.ContentVersions(db)
        #: What people asked in vain.
        self.questions = unanswered.Questions(db, opened=self._opened, now=now)
        #: What is not kept any longer.
        self.erasing = erasing.Erasing(db, lent=self._opened)
        #: What this process and the others, of every bot, tell each other.
        self.hints = hints.Hints(db, url)
        #: Conversations that Bela is to begin.
        self.beginnings = beginnings.Beginnings(
            db, opened=self._opened, sealed=self._opened, new_id=new_id, now=now, fence=fence
        )

    @classmethod
    async def open(
        cls,
        database_url: str,
        *,
        keys: MasterKey,
        pool_size: int = _POOL_SIZE,
        new_id: Callable[[], UUID] = identifiers.new_uuid,
        now: Callable[[], datetime] = _utc_now,
    ) -> Self:
        """Connect to a migrated database.

        Raises errors.DatabaseUnavailable, and errors.WrongMasterKey when the database was encrypted with another key.
        """
        db = await database.Database.open(database_url, pool_size=pool_size)
        try:
            cipher = await data_keys.load(db, keys, now=now())
        except BaseException:
            await db.close()
            raise
        return cls(db, keys=keys, cipher=cipher, new_id=new_id, now=now, url=database_url)

    def leadership(self, *, bot: str, holder: str) -> leadership.Leadership:
        """This process's claim to speak for a bot user."""
        return leadership.Leadership(self._url, bot=bot, holder=holder)

    def under(self, fence: Fence) -> Self:
        """The same registry in the hands of a leader: writes only while its term lasts, and sees to its own bot's rooms."""
        return type(self)(
            self._db,
            keys=self._keys,
            cipher=self._cipher,
            new_id=self._new_id,
            now=self._now,
            url=self._url,
            fence=fence,
        )

    async def close(self) -> None:
        """Give the connections back."""
        await self._recording.close()
        await self._db.close()

    async def admit(self, contact: Contact, *, now: datetime, unknown: bool = False) -> Admission:
        """The room's conversation; on first sight the person, the channel account and the encounter are made.

        A known room costs the same one read as `conversation`, and a new one the one write when it is `unknown` to the
        caller, who asked a moment ago. Any number of calls at once, in any number of processes, make one person per channel
        account and one encounter per room.
        """
        known = None if unknown else await self.conversation(contact.room_id)
        if known is not None:
            return known
        made = await self._write_first_contact(contact, now)
        if made is not None:
            return made
        admitted = await self.conversation(contact.room_id)
        assert admitted is not None, "the room was there before"
        return admitted

    async def conversation(self, room_id: str) -> Admission | None:
        """Where a room stands, or None when it was never admitted. One round trip."""
        row = await self._db.row(
            encounters.ONE_ROOM, (clear_text.storable(room_id),), during="a leitura de uma conversa"
        )
        if row is None:
            return None
        return await self._opened(lambda cipher: encounters.admission(row, cipher))

    async def earlier(self, admission: Admission, *, most: int) -> list[dict[str, Any]]:
        """The person's conversations in other rooms, the newest first. One round trip."""
        rows = await self._db.all_rows(
            encounters.EARLIER,
            (admission.person_id, admission.encounter_id, most),
            during="a leitura das conversas anteriores",
        )
        return await self._opened(lambda cipher: [encounters.state(row, cipher) for row in rows])

    async def record(self, step: Step) -> Recorded:
        """Write everything of one turn, or nothing: one statement, one transaction, shared with turns of other rooms.

        Raises errors.AlreadyHandled when the encounter has a step for this event, and errors.StaleConversation when
        the conversation is not at the expected revision, and errors.TermOver when another process leads by now; nothing was
        written then. After errors.DatabaseUnavailable
        it is unknown whether it was written; recording it again finds out.
        """
        document = step_writing.document(step, self._cipher, self._fence, new_id=self._new_id)
        revision = await self._recording.write(
            document, encounter_id=step.encounter_id, person_id=step.person_id
        )
        if revision is None:
            raise await self._why_refused(step)
        return Recorded(revision=revision)

    async def unsent(self, room_id: str | None = None) -> list[PendingOutgoing]:
        """What was decided and neither sent nor given up: by encounter, in order. Of one room, or of all."""
        rows = await self._db.rows(
            outbox.unsent(room_id, self._fence), during="a leitura das mensagens a enviar"
        )
        return await self._opened(lambda cipher: [outbox.pending(row, cipher) for row in rows])

    async def mark_sent(self, ids: Sequence[str], *, at: datetime) -> None:
        """These were accepted by Rocket.Chat. One statement for all; unknown or repeated ids change nothing."""
        await self._db.execute(
            outbox.MARK_SENT, (at, outbox.storable_ids(ids)), during="a marcação de mensagens enviadas"
        )

    async def mark_failed(self, outgoing_id: str, reason: str, *, at: datetime) -> None:
        """This one will never be sent: it leaves `unsent` and stays in the history with its reason.

        A leader whose term is over changes nothing: it may see the room as it no longer is.
        """
        expression = outbox.give_up(outgoing_id, reason, at=at, cipher=self._cipher, fence=self._fence)
        await self._db.rows(expression, during="a desistência de uma mensagem")

    async def due(self, now: datetime) -> list[str]:
        """The rooms whose `wake_at` has come, the longest waiting first; they stay due until a step changes it."""
        rows = await self._db.rows(
            encounters.due_rooms(now, self._fence), during="a busca de conversas a retomar"
        )
        return [room_id for (room_id,) in rows]

    async def rooms_of(self, *owners: Owner, woken: bool = True) -> list[str]:
        """The bot's rooms that have one of these owners, by what was written down last, the newest first.

        Not `woken`: without those that it is woken for in any case, and those of which every word was erased.
        """
        query = encounters.rooms(self._fence, owners, woken=woken)
        rows = await self._db.rows(query, during="a lista de conversas do robô")
        return [room_id for (room_id,) in rows]

    async def history(self, person_code: PersonCode) -> PersonHistory | None:
        """Everything known of a person, decrypted, in the order of time; None when nobody has this code."""
        stored = await history_reading.read(self._db, person_code)
        if stored is None:
            return None
        return await self._opened(lambda cipher: history_reading.opened(stored, cipher))

    async def triages(
        self,
        *,
        since: datetime | None = None,
        of: PersonCode | None = None,
        named: triages.TriageName | None = None,
    ) -> list[StoredTriage]:
        """Triages decrypted, the first first: one person's, those of a name, or all from a moment on."""
        if named:
            query = triages.named(named)
        else:
            query = triages.of_person(of) if of else triages.since(since or self._now())
        rows = await self._db.rows(query, during="a leitura das triagens")
        return await self._opened(lambda cipher: [triages.opened(row, cipher) for row in rows])

    async def counts(self) -> Counts:
        """For the health page."""
        (row,) = await self._db.rows(counts.query(), during="a contagem")
        return counts.counts(row, now=self._now())

    async def answers_by_question(self, *, since: datetime) -> Mapping[str, int]:
        """How often each question was answered from this moment on."""
        rows = await self._db.rows(counts.answers_by_question(since), during="a contagem das respostas")
        return {row[0]: row[1] for row in rows}

    async def content_faults(self, *, since: datetime) -> list[content_faults.FaultCount]:
        """The mistakes of the content that conversations ran into from this moment on, the latest first."""
        rows = await self._db.rows(content_faults.query(since), during="a leitura das falhas de conteúdo")
        return [content_faults.counted(row) for row in rows]

    async def rotate_data_key(self) -> int:
        """From now on seal with a new data key; what older keys sealed stays readable. Answers the new key's id.

        Other processes learn the new key when they first meet it, and seal with it from then on.
        """
        await data_keys.add(self._db, self._keys, now=self._now())
        await self._reload_keys()
        return self._cipher.newest_key_id

    async def _write_first_contact(self, contact: Contact, now: datetime) -> Admission | None:
        """The new room; None when it was there before."""
        identity_id, phone_index, *room = await self._identity(contact, now)
        newer_phone = people.newer_phone(contact, (identity_id, phone_index), self._cipher)
        if newer_phone is not None:
            await self._db.rows(newer_phone, during="o primeiro contato")
        if room[0] is None:
            return None
        return await self._opened(lambda cipher: encounters.admission(tuple(room), cipher))

    async def _identity(self, contact: Contact, now: datetime) -> database.type_row:
        for _ in range(_FIRST_CONTACT_RETRIES):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                return await self._found_or_made(contact, now)
        return await self._found_or_made(contact, now)

    async def _found_or_made(self, contact: Contact, now: datetime) -> database.type_row:
        candidates = people.candidates(contact, cipher=self._cipher, new_id=self._new_id, now=now)
        identity = await self._db.row(people.FIRST_CONTACT, (candidates,), during="o primeiro contato")
        assert identity is not None, "the statement finds the identity or makes it"
        return identity

    async def _why_refused(self, refused: Step) -> errors.RegistryError:
        if self._fence is not None:
            ((leads,),) = await self._db.rows(fencing.standing(self._fence), during="o registro de um passo")
            if not leads:
                return errors.TermOver(self._fence.bot, self._fence.term)
        ((actual_revision, handled_at),) = await self._db.rows(
            step_writing.standing(refused), during="o registro de um passo"
        )
        if handled_at is not None:
            return errors.AlreadyHandled(refused.event_id)
        return errors.StaleConversation(refused.expected_revision, actual_revision)

    async def _opened(self, read: Callable[[encryption.FieldCipher], _Read]) -> _Read:
        """Decrypt; another process may have made a newer data key since the keys were loaded."""
        try:
            return read(self._cipher)
        except errors.UnknownDataKey:
            await self._reload_keys()
            return read(self._cipher)

    async def _reload_keys(self) -> None:
        self._cipher = await data_keys.load(self._db, self._keys, now=self._now())
