"""At which moments does Bela die? Each lays its trap before the first word of a conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import psycopg

from sandbox import hooks, journal
from tests.integration.kills.stage import Stage
from tests.integration.kills.talk import Talk
from tests.polling import until

Trap = Callable[[Stage, Talk], Awaitable[None]]

_SEND, _FORWARD, _ROOM = "chat.sendMessage", "livechat/room.forward", "rooms.info"
_HISTORY, _ROOMS = "chat.syncMessages", "livechat/rooms"
_BEFORE, _DONE = hooks.Moment.BEFORE, hooks.Moment.CARRIED_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When Bela dies, and how the citizen bears it."""

    name: str
    trap: Trap
    #: How often she dies.
    deaths: int = 1
    #: Whether the citizen writes on while she is dead.
    impatient: bool = False
    #: Where the citizen writes: "widget" rooms hold the first answer back.
    source: str = "api"


def at(path: str, nth: int = 1, moment: hooks.Moment = _BEFORE) -> Trap:
    """At a request: before it is carried out, or carried out and never answered."""

    async def trap(stage: Stage, _talk: Talk) -> None:
        stage.kill_at(path, nth=nth, moment=moment)

    return trap


async def after_the_note(stage: Stage, _talk: Talk) -> None:
    """The note for the team stands in the room."""
    stage.kill_when(_is_note, moment=_DONE)


async def after_the_look(stage: Stage, _talk: Talk) -> None:
    """The forwarded room was looked at."""
    stage.box.hooks.when(
        hooks.request_of("bela", path=_FORWARD), lambda _: stage.kill_at(_ROOM, moment=_DONE)
    )


def twice(again: Callable[[Stage], None], *, nth: int = 10) -> Trap:
    """In the middle of the conversation, and once more while she comes back."""

    async def trap(stage: Stage, _talk: Talk) -> None:
        stage.kill_at(_SEND, nth=nth, then=lambda: again(stage))

    return trap


async def before_the_first_word(stage: Stage, _talk: Talk) -> None:
    """Dead when the citizen writes first."""
    stage.kill()


def published(nth: int) -> Trap:
    """As soon as the frame with the citizen's n-th message is written to Bela's socket, before any request."""

    async def trap(stage: Stage, _talk: Talk) -> None:
        stage.kill_when_published(nth)

    return trap


async def recorded_and_held_back(stage: Stage, talk: Talk) -> None:
    """The first step stands in the registry; its words wait until the widget has loaded."""

    async def strike() -> None:
        await until(lambda: _has_step(stage, talk), within=60)
        stage.kill()

    stage.spring(strike())


async def _has_step(stage: Stage, talk: Talk) -> bool:
    return talk.has_begun and await stage.steps(talk.room_id) > 0


async def in_the_first_contact(stage: Stage, _talk: Talk) -> None:
    """While the person and the encounter are being written."""
    lock = await stage.lock("lock table encounter in exclusive mode")

    async def strike() -> None:
        await stage.statements_wait(1)
        stage.kill()
        await lock.close()

    stage.spring(strike())


def in_a_step(path: str = _SEND, nth: int = 9, *, outlives: bool = False) -> Trap:
    """While the step after this request is being written; the server may finish that long after the writer's death."""

    async def trap(stage: Stage, talk: Talk) -> None:
        async def arm(_entry: journal.Entry) -> None:
            stage.spring(strike(await stage.lock_conversation(talk.room_id)))

        async def strike(lock: psycopg.AsyncConnection) -> None:
            await stage.statements_wait(1)
            stage.kill()
            if outlives:
                await stage.statements_wait(2)
            await lock.close()

        stage.box.hooks.when(hooks.request_of("bela", path=path), arm, nth=nth, moment=_DONE)

    return trap


def in_the_marking(path: str, nth: int = 1) -> Trap:
    """While it is being written down that this request was accepted; that is never written."""

    async def trap(stage: Stage, talk: Talk) -> None:
        async def arm(_entry: journal.Entry) -> None:
            stage.spring(strike(await stage.lock_outgoing(talk.room_id)))

        async def strike(lock: psycopg.AsyncConnection) -> None:
            await stage.statements_wait(1)
            stage.kill()
            await stage.cancel_waiting()
            await lock.close()

        stage.box.hooks.when(hooks.request_of("bela", path=path), arm, nth=nth)

    return trap


def _is_note(entry: journal.Entry) -> bool:
    return (
        entry.kind is journal.Kind.REST
        and entry.name == _SEND
        and "Resumo para a equipe" in entry.content["message"]["msg"]
    )


ALL = (
    Moment(name="dead before the first word", trap=before_the_first_word),
    Moment(name="the new room is being looked at", trap=at(_ROOM)),
    Moment(name="the first message was published", trap=published(1)),
    Moment(name="the first contact is being written", trap=in_the_first_contact),
    Moment(name="the first words are held back for the widget", trap=recorded_and_held_back, source="widget"),
    Moment(name="before the first words", trap=at(_SEND)),
    Moment(name="between the words of one answer", trap=at(_SEND, 2, _DONE)),
    Moment(name="before the question after consent, citizen writes on", trap=at(_SEND, 5), impatient=True),
    Moment(name="a burst was published", trap=published(5)),
    Moment(name="after the second answer to a burst", trap=at(_SEND, 7, _DONE)),
    Moment(
        name="a message was published in the middle, citizen writes on", trap=published(7), impatient=True
    ),
    Moment(
        name="after an answer in the middle, citizen writes on", trap=at(_SEND, 10, _DONE), impatient=True
    ),
    Moment(name="a step is being written", trap=in_a_step(outlives=False)),
    Moment(name="a step is written after its writer's death", trap=in_a_step(outlives=True)),
    Moment(name="sent words are being marked", trap=in_the_marking(_SEND, 11)),
    Moment(
        name="again while asking for the rooms", trap=twice(lambda stage: stage.kill_at(_ROOMS)), deaths=2
    ),
    Moment(
        name="again after reading what was missed, citizen writes on",
        trap=twice(lambda stage: stage.kill_at(_HISTORY, moment=_DONE)),
        deaths=2,
        impatient=True,
    ),
    Moment(
        name="again after the first word said late",
        trap=twice(lambda stage: stage.kill_at(_SEND, moment=_DONE)),
        deaths=2,
    ),
    Moment(name="between the words of the result", trap=at(_SEND, 17, _DONE)),
    Moment(name="after the note", trap=after_the_note),
    Moment(name="before the forward", trap=at(_FORWARD)),
    Moment(name="after the forward", trap=at(_FORWARD, moment=_DONE)),
    Moment(name="after the look at the forwarded room", trap=after_the_look),
    Moment(name="the hand-off's outcome is being written", trap=in_a_step(_FORWARD, 1)),
    Moment(
        name="the hand-off's outcome is written after its writer's death",
        trap=in_a_step(_FORWARD, 1, outlives=True),
    ),
    Moment(name="the hand-off is being marked", trap=in_the_marking(_FORWARD)),
)
