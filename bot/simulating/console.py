"""The simulator at a terminal: what is typed is said to Bela; a line that begins with ":" asks the simulator for something."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import fault_words
from bot.cases import durations, places, writing
from bot.cases.definitions import EventKind, Person
from bot.cases.session import FILES, PAUSE, Act, Happened, Session
from bot.content.errors import ContentInvalid
from bot.engine import sent_file
from bot.engine.flows import Flows
from bot.replaying import explaining
from bot.simulating import console_words as words
from bot.simulating import inspecting, people, recording
from bot.simulating.script import Played, Script, play
from bot.told import Language, Told


class Console:
    """One simulated conversation; `flows` gives the content as it is now."""

    def __init__(
        self, flows: Callable[[], Flows], *, person: Person, pack: Path, language: Language = Language.pt
    ) -> None:
        """Begin; people are taken from the folder `pack`, and cases are recorded there."""
        self._flows = flows
        self._language = language
        self._person = person
        self._pack = pack
        self._done: list[writing.Done] = []
        self._session = Session(flows(), person)
        #: The simulator was asked to end.
        self.over = False
        #: What a line that begins with ":" may ask for.
        self.commands: Mapping[str, Callable[[str], str]] = {
            "after": self._after,
            "as": self._as,
            "channel": self._channel,
            "event": self._event,
            "help": lambda _: self._say(words.HELP),
            "intent": self._intent,
            "quit": self._quit,
            "record": self._record,
            "record!": lambda name: self._record(name, replace=True),
            "restart": lambda _: self._restart(),
            "rules": lambda _: self._rules(),
            "slots": lambda _: self._slots(),
            "stack": lambda _: self._stack(),
            "undo": lambda _: self._undo(),
        }

    def answer(self, line: str) -> str:
        """What is shown for one typed line."""
        self._session.flows = self._flows()
        if not line.startswith(":"):
            return self._do(Act(text=line))
        name, _, rest = line[1:].strip().partition(" ")
        command = self.commands.get(name)
        return command(rest.strip()) if command else self._say(words.UNKNOWN, name=name, help=words.HELP)

    def _do(self, act: Act) -> str:
        happened = self._session.do(act)
        self._done.append(writing.Done(act=act, happened=happened))
        return self._told(happened) or self._say(words.SILENT)

    def _after(self, written: str) -> str:
        time = durations.read(written)
        if time is None:
            return self._say(words.NO_TIME)
        return self._happen(EventKind.silence, after=time)

    def _event(self, written: str) -> str:
        name, _, rest = written.partition(" ")
        if name not in {kind.value for kind in EventKind}:
            return self._say(words.NO_EVENT, events=", ".join(EventKind))
        return self._happen(EventKind(name), rest)

    def _happen(self, event: EventKind, text: str = "", *, after: timedelta = PAUSE) -> str:
        place = places.read(text) if event is EventKind.location else None
        file = sent_file.typed(text) if event in FILES else None
        words = "" if place or file else text
        return self._do(Act(event=event, text=words, after=after, place=place, file=file))

    def _intent(self, written: str) -> str:
        name, _, text = written.partition(" ")
        if not text:
            return self._say(words.NO_INTENT)
        return self._do(Act(text=text, intent=name))

    def _as(self, name: str) -> str:
        known = people.named(self._pack)
        try:
            person = people.of(self._pack, name, zone=self._zone())
        except ContentInvalid as invalid:
            return self._say(fault_words.told(invalid))
        if person is None:
            told = words.PEOPLE if known else words.NO_PEOPLE
            return self._say(told.filled(names=", ".join(known), folder=people.FOLDER))
        self._person = person
        listed = "\n".join(f"  {label}: {value}" for label, value in self._begun().values())
        return self._say(words.BEGUN_AS, name=name, known=listed or words.NOTHING_KNOWN)

    def _channel(self, name: str) -> str:
        self._person = dataclasses.replace(self._person, channel=name or "livechat")
        self._restart()
        return self._say(words.CHANNEL, channel=self._person.channel)

    def _begun(self) -> Mapping[str, tuple[str, str]]:
        self._restart()
        return inspecting.in_words(self._session.flows, self._session.state.slots, self._language)

    def _restart(self) -> str:
        self._session = Session(self._flows(), self._person)
        self._done = []
        return self._say(words.BEGUN)

    def _undo(self) -> str:
        if not self._done:
            return self._say(words.NOTHING_TO_UNDO)
        played = play(self._flows(), Script(person=self._person, acts=[done.act for done in self._done[:-1]]))
        self._session, self._done = played.session, list(played.done)
        return self._told(self._done[-1].happened) if self._done else self._say(words.BEGUN)

    def _quit(self, _: str) -> str:
        self.over = True
        return self._say(words.BYE)

    def _slots(self) -> str:
        filled = {name: value for name, value in self._session.state.slots.items() if value is not None}
        return "\n".join(f"{name}: {value}" for name, value in filled.items()) or self._say(words.NO_SLOTS)

    def _stack(self) -> str:
        state = self._session.state
        lines = [f"{frame.flow}: {frame.step}" for frame in state.stack]
        lines.append(self._say(words.PHASE, phase=state.phase, asking=state.asking or words.NO_QUESTION))
        return "\n".join(lines)

    def _rules(self) -> str:
        flows, state = self._session.flows, self._session.state
        classified = inspecting.decided(state, self._done)
        known = words.CLASS.filled(risk_class=classified.risk_class) if classified else words.NO_CLASS
        lines = [known]
        grounds = inspecting.grounds(flows, classified) if classified else []
        for ground in grounds:
            lines += explaining.ground_lines(ground)
        if not grounds:
            lines.append(words.NO_RULES)
        heard = [f'{one.label} ({one.id}): "{one.words}"' for one in inspecting.heard(flows, self._done)]
        lines.append(words.FLAGS.filled(flags=", ".join(heard)) if heard else words.NO_FLAGS)
        return "\n".join(map(self._say, lines))

    def _record(self, name: str, *, replace: bool = False) -> str:
        played = Played(
            script=Script(person=self._person, acts=[done.act for done in self._done]),
            done=tuple(self._done),
            session=self._session,
        )
        try:
            made = recording.record(self._session.flows, played, pack=self._pack, name=name, replace=replace)
        except recording.AlreadyRecorded as there:
            return self._say(words.RECORD_OVER, refusal=there.told, name=name)
        except recording.CannotRecord as error:
            return self._say(words.CANNOT_RECORD, refusal=error.told)
        return self._say(words.RECORDED if made.holds else words.RECORDED_CHANGED, path=str(made.path))

    def _zone(self) -> ZoneInfo:
        return self._session.flows.time_zone

    def _say(self, told: Told, **parts: Told | str) -> str:
        return (told.filled(**parts) if parts else told).said(self._language)

    def _told(self, happened: tuple[Happened, ...]) -> str:
        lines: list[str] = []
        for one in happened:
            lines += [f"Bela: {say.text}" for say in one.said]
            if one.hand_off:
                lines.append(self._say(words.HANDED_OFF, department=one.hand_off.department))
            lines += [self._say(words.FAULT, rule=fault.rule, where=fault.where) for fault in one.faults]
        return "\n".join(lines)
