"""What the simulator's page asks for, read and bounded: the script of a conversation, as it comes from a browser."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import config
from bot.cases import places
from bot.cases.definitions import EventKind, Person
from bot.cases.session import START, Act
from bot.content import answers
from bot.content.definitions import Slot, Value
from bot.engine import sent_file
from bot.engine.flows import Flows
from bot.simulating import people
from bot.simulating.script import Script
from bot.understanding import readings
from bot.understanding.answers import Context, reader

#: What may happen in one simulated conversation.
MOST_ACTS: Final = 300
#: Characters of one message: Rocket.Chat takes no longer one.
LONGEST_TEXT: Final = 5_000
#: Characters of a name, a channel, a value told beforehand.
LONGEST_WORD: Final = 200
#: Further than this the clock does not go at once.
LONGEST_PAUSE: Final = timedelta(days=366)
_DOCUMENTS: Final = (answers.Cpf, answers.Cns, answers.Phone)


class NotAsked(Exception):
    """The page asked for something that makes no sense; the message says what, in Portuguese."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A script, with what of it could not be read."""

    script: Script
    #: Slots whose words, told beforehand, are no answer of theirs.
    unread: tuple[str, ...] = ()


def read(said: Mapping[str, Any], flows: Flows, settings: config.Deployment) -> Asked:
    """The script that the page sends. Raises NotAsked, and ContentInvalid for a person's file with faults."""
    acts = said.get("acts", [])
    if not isinstance(acts, list) or len(acts) > MOST_ACTS:
        raise NotAsked(f"Uma conversa simulada tem até {MOST_ACTS} passos; recomece.")
    told = said.get("person", {})
    if not isinstance(told, Mapping):
        raise NotAsked("A pessoa não pôde ser lida.")
    person, unread = _person(told, flows, settings)
    return Asked(script=Script(person=person, acts=[_act(act) for act in acts]), unread=unread)


def _person(
    told: Mapping[str, Any], flows: Flows, settings: config.Deployment
) -> tuple[Person, tuple[str, ...]]:
    known = _preset(_word(told, "preset"), settings.content, settings)
    at = _moment(_word(told, "at"), settings) or known.at
    read, unread = _slots(told.get("slots", {}), flows, at or START)
    return (
        Person(
            name=_word(told, "name") or known.name,
            channel=_word(told, "channel") or known.channel,
            at=at,
            slots={**known.slots, **read},
        ),
        unread,
    )


def _preset(name: str, pack: Path, settings: config.Deployment) -> Person:
    known = people.of(pack, name, zone=settings.time_zone) if name else Person()
    if known is None:
        raise NotAsked(f'A pessoa "{name}" não existe em {people.FOLDER}/.')
    return known


def _moment(written: str, settings: config.Deployment) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written) if written else None
    except ValueError:
        raise NotAsked("O começo é um dia e uma hora.") from None
    return moment.replace(tzinfo=settings.time_zone) if moment and moment.tzinfo is None else moment


def _slots(told: object, flows: Flows, at: datetime) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What is known beforehand, each read as the answer to its question would be."""
    if not isinstance(told, Mapping):
        raise NotAsked("O que se sabe da pessoa não pôde ser lido.")
    context = Context(today=at.astimezone(flows.time_zone).date(), municipalities=flows.municipalities)
    known: dict[str, Value] = {}
    unread = []
    for name, words in told.items():
        slot = flows.content.slots.get(name)
        if slot is None or slot.answer is None or not isinstance(words, str) or not words.strip():
            continue
        found = reader.read_answer(slot.answer, words[:LONGEST_WORD], context)
        if isinstance(found, readings.Read):
            known[name] = found.value
        else:
            unread.append(name)
    return known, tuple(unread)


def fields(flows: Flows) -> Iterator[Slot]:
    """What may be known of a person beforehand besides the name, in the order of the content."""
    for name, slot in flows.content.slots.items():
        named = isinstance(slot.answer, answers.FreeText) and slot.answer.name
        asked = name in flows.asked_at and slot.answer is not None and not named
        if asked and (flows.tells(slot) or isinstance(slot.answer, _DOCUMENTS)):
            yield slot


def _act(said: object) -> Act:
    if not isinstance(said, Mapping):
        raise NotAsked("Um passo da conversa não pôde ser lido.")
    text = said.get("text", "")
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise NotAsked(f"Uma mensagem tem até {LONGEST_TEXT} letras.")
    place, file = _word(said, "place"), _word(said, "file")
    return Act(
        text=text,
        event=_event(_word(said, "event")),
        after=_pause(said.get("after", Act().after.total_seconds())),
        intent=_word(said, "intent") or None,
        place=places.read(place) if place else None,
        file=sent_file.typed(file) if file else None,
    )


def _event(name: str) -> EventKind | None:
    try:
        return EventKind(name) if name else None
    except ValueError:
        raise NotAsked(f'O acontecimento "{name}" não existe.') from None


def _pause(seconds: object) -> timedelta:
    number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if not number or not 0 <= seconds <= LONGEST_PAUSE.total_seconds():  # type: ignore[operator]
        raise NotAsked(f"O tempo avança até {LONGEST_PAUSE.days} dias de uma vez.")
    return timedelta(seconds=round(seconds))  # type: ignore[call-overload]


def _word(said: Mapping[str, Any], key: str) -> str:
    word = said.get(key) or ""
    if not isinstance(word, str) or len(word) > LONGEST_WORD:
        raise NotAsked(f'"{key}" tem até {LONGEST_WORD} letras.')
    return word.strip()
