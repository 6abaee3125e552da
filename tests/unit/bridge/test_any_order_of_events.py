"""Whatever happens in whatever order: each message to the bot is answered once, in order, and only in rooms that are hers."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import cast

from hypothesis import example, given
from hypothesis import strategies as st

from rocketchat_bridge import documents, errors, frames, intake, rooms, sending, typist
from rocketchat_bridge.rest import Rest
from tests import bridge_samples as samples
from tests.rocketchat_model import Chat, Loop, Server

ROOMS = tuple(documents.RoomId(f"room-{number}") for number in range(2))
#: Seconds in which an older message may still come.
SETTLE = 0.02
#: Longer than anything that the bridge waits for by itself.
LONG = 60.0


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Some things happen to one room, then something happens to what the stream had to tell, then time passes."""

    room: documents.RoomId
    deeds: tuple[str, ...]
    passage: str
    number: int
    pause: float


SCENES = st.lists(
    st.builds(
        Scene,
        room=st.sampled_from(ROOMS),
        deeds=st.lists(
            st.sampled_from(("write", "write", "write", "take", "give back", "queue", "close")), max_size=3
        ).map(tuple),
        passage=st.sampled_from(
            ("told", "told", "told", "doubled", "shuffled", "again", "late", "lost", "cut", "webhook")
        ),
        number=st.integers(0, 99),
        pause=st.sampled_from((0.0, 0.006, 0.03, 2.0)),
    ),
    min_size=2,
    max_size=14,
)


class Bot:
    """Answers every message with its own id; keeps what it handled, as a registry does."""

    def __init__(self) -> None:
        self.handled: dict[documents.RoomId, dict[str, datetime]] = {}
        #: How often each message was told in each stint.
        self.told: Counter[tuple[documents.RoomId, int, str]] = Counter()
        self._stints: Counter[documents.RoomId] = Counter()
        self.sender: sending.Sender | None = None

    async def room_opened(self, room: documents.Room) -> None:
        self._stints[room.id] += 1

    async def message(self, room: documents.Room, message: documents.Message) -> None:
        assert self.sender is not None
        self.told[room.id, self._stints[room.id], message.id] += 1
        handled = self.handled.setdefault(room.id, {})
        if message.id in handled:
            return
        handled[message.id] = message.sent_at
        try:
            await self.sender.send(room.id, documents.MessageId(f"answer-{message.id}"), message.id)
        except errors.RoomNotServed:
            return

    async def message_changed(self, *_: object) -> None:
        raise AssertionError("nobody edits or deletes here")

    async def room_lost(self, room_id: documents.RoomId, why: documents.Lost) -> None:
        return

    async def seen_until(self, room_id: documents.RoomId) -> datetime | None:
        return max(self.handled.get(room_id, {}).values(), default=None)


class Play:
    """A server, the way to it, and a bridge without its socket."""

    def __init__(self) -> None:
        self.server, self.bot = Server(), Bot()
        rest, known = cast("Rest", self.server), rooms.Rooms()
        silent = typist.Typist(lambda _room, _typing: False)
        self.intake = intake.Intake(
            rest=rest,
            known=known,
            listener=self.bot,
            typist=silent,
            now=self.server.moment,
            settle=timedelta(seconds=SETTLE),
            first_answer_after=timedelta(0),
        )
        self.bot.sender = sending.Sender(rest=rest, rooms=known, typist=silent, lose=self.intake.lose)
        self._delivered: list[frames.Event] = []
        self._catching_up: asyncio.Task[None] | None = None
        #: Messages whose frames were lost without a sign; they may be answered late.
        self.lost: set[str] = set()

    async def reconnect(self) -> None:
        """The connection was lost, and all that was on its way; a new one asks what was missed."""
        await self.intake.interrupt()
        if self._catching_up is not None:
            self._catching_up.cancel()
        self.server.stream.clear()
        self.intake.begin(samples.BOT)
        self._catching_up = asyncio.create_task(self.intake.refresh())

    async def act(self, scene: Scene) -> None:
        """One scene."""
        for deed in scene.deeds:
            self._at_server(deed, scene.room)
        await self.pass_on(scene.passage, scene)
        await asyncio.sleep(scene.pause)

    async def pass_on(self, passage: str, scene: Scene) -> None:
        """What becomes of the frames that are on their way."""
        match passage:
            case "told" | "doubled":
                for frame in self._passed():
                    self._hear(frame, times=2 if passage == "doubled" else 1)
            case "shuffled":
                passed = self._passed()
                Random(scene.number).shuffle(passed)
                for frame in passed:
                    self._hear(frame)
                    await asyncio.sleep(SETTLE / 2 / len(passed))
            case "again" if self._delivered:
                self.intake.handle(self._delivered[scene.number % len(self._delivered)])
            case "lost":
                self._lose()
                await self.intake.sweep()
            case "cut":
                await self.reconnect()
            case "webhook" if scene.room in self.server.chats:
                self.intake.nudge(scene.room, self._last(self.server.chats[scene.room]))
            case _:  # late: they stay on their way
                return

    async def end(self, last: str) -> None:
        """What is on its way arrives, or is found in the one way that is left; nothing waits any more."""
        await self.pass_on(last, Scene(room=ROOMS[0], deeds=(), passage=last, number=0, pause=0.0))
        await asyncio.sleep(LONG)
        await self.intake.stop()

    def _at_server(self, what: str, room_id: documents.RoomId) -> None:
        chat = self.server.chats.get(room_id)
        if chat is None:
            self.server.open(room_id)
            self.server.write(self.server.chats[room_id])
        elif chat.open:
            self.server.do(what, chat)

    def _passed(self) -> list[frames.Event]:
        passed = list(self.server.stream)
        self.server.stream.clear()
        return passed

    def _hear(self, frame: frames.Event, *, times: int = 1) -> None:
        self._delivered.append(frame)
        for _ in range(times):
            self.intake.handle(frame)

    def _lose(self) -> None:
        for frame in self._passed():
            if isinstance(frame, frames.MessagePublished):
                self.lost.add(frame.document["_id"])

    def _last(self, chat: Chat) -> documents.MessageId | None:
        return documents.MessageId(chat.messages[-1]["_id"]) if chat.messages else None


async def play(scenes: list[Scene], last: str) -> Play:
    """All of it, one after the other."""
    made = Play()
    await made.reconnect()
    for scene in scenes:
        await made.act(scene)
    await made.end(last)
    return made


def check(played: Play) -> None:
    """Once, in order, and only where the bot has the word."""
    assert [each for each, times in played.bot.told.items() if times > 1] == [], "told twice"
    for chat in played.server.chats.values():
        answered = played.server.answered[chat.id]
        assert len(answered) == len(set(answered)), "answered twice"
        assert set(answered) <= chat.for_the_bot, "answered what was said to the agent"
        in_time = [each for each in answered if each not in played.lost]
        assert in_time == sorted(in_time), "answered out of order"
        if chat.open and chat.served_by == samples.BOT:
            assert set(chat.owed) <= {*answered, *played.server.refused}, "left unanswered"


def scene(room: int, *deeds: str, passage: str, pause: float = 0.0) -> Scene:
    return Scene(room=ROOMS[room], deeds=deeds, passage=passage, number=0, pause=pause)


#: The agent took the room and gave it back, and the stream told nothing of it.
TAKEN_AND_BACK_UNTOLD = [
    scene(1, "write", passage="told", pause=0.03),
    scene(0, passage="lost"),
    scene(1, "take", passage="again"),
    scene(1, "write", "give back", passage="again", pause=0.006),
]


@example(TAKEN_AND_BACK_UNTOLD, "lost")
@given(SCENES, st.sampled_from(("told", "lost", "cut")))
def test_each_message_is_answered_once_in_order_and_only_in_rooms_of_the_bot(scenes, last):
    """Rooms opened, taken, given back, queued, closed; frames doubled, shuffled, late, lost; reconnections, sweeps, webhooks."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        check(runner.run(play(scenes, last)))
