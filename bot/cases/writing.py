"""A conversation that happened, written as a case: what was said becomes what must be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from bot.cases import durations, places
from bot.cases.definitions import Person
from bot.cases.session import PAUSE, Act, Happened

#: Characters of a line.
WIDTH: Final = 110

#: A case as it goes into a file.
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something that was done in a conversation, and what came of it."""

    act: Act
    happened: tuple[Happened, ...]
    #: Texts of Bela that are written out; of others, the name of the response.
    words: frozenset[str] = frozenset()
    #: What must hold besides.
    also: tuple[Plain, ...] = ()


def case(name: str, person: Person, done: Sequence[Done]) -> Plain:
    """The case as plain data, in the order of its file."""
    begins: dict[str, Any] = {"test_case": name}
    if person.name:
        begins["person"] = person.name
    if person.channel != Person().channel:
        begins["channel"] = person.channel
    if person.at:
        begins["at"] = person.at.isoformat()
    if person.slots:
        begins["slots"] = dict(person.slots)
    return {**begins, "steps": [step for one in done for step in _steps(one)]}


def file(cases: Iterable[Mapping[str, Any]]) -> str:
    """A whole file of cases."""
    return _dumped({"test_cases": list(cases)})


def one(new: Mapping[str, Any]) -> str:
    """One case as it stands in a file, without indentation."""
    return _dumped([new])


def added(before: str, new: Mapping[str, Any]) -> str:
    """The text of a file of cases with one more at its end; comments stay as they are."""
    if "test_cases:" not in before:
        return file([new])
    more = one(new)
    indent = "  " if "\n  - test_case:" in before else ""
    lines = "".join(f"{indent}{line}\n" for line in more.splitlines())
    return f"{before.rstrip()}\n{lines}"


def _steps(done: Done) -> list[Plain]:
    act = done.act
    first: Plain = {"event": act.event.value} if act.event else {"user": act.text}
    if act.event and act.text:
        first["user"] = act.text
    if act.place:
        first["place"] = places.written(act.place)
    if act.file:
        first["file"] = str(act.file)
    if act.after != PAUSE:
        first["after"] = durations.written(act.after)
    if act.intent:
        first["intent"] = act.intent
    said = (say for one in done.happened for say in one.said)
    told = ({"bot": say.text} if say.text in done.words else {"utter": say.response} for say in said)
    steps: list[Plain] = [first, *told, *done.also]
    for one in done.happened:
        if one.after.flags != one.before.flags:
            steps.append({"flags": [flag for flag in one.after.flags if flag not in one.before.flags]})
        if one.classified:
            reasons = [reason.id for reason in one.classified.reasons]
            steps.append({"class": one.classified.risk_class})
            steps += [{"reasons": reasons}] if reasons else []
        if one.hand_off:
            steps.append({"handoff": one.hand_off.department})
    return steps


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as one reads it."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _dumped(plain: object) -> str:
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
