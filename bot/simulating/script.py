"""What was done in a simulated conversation, from its first word: enough to hold it again with any content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases import writing
from bot.cases.definitions import Person
from bot.cases.session import Act, Session
from bot.engine.flows import Flows


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Who writes, and everything that happens."""

    person: Person
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A script that was played, and where it has led."""

    script: Script
    done: tuple[writing.Done, ...]
    session: Session


def play(flows: Flows, script: Script) -> Played:
    """Hold the whole conversation with this content."""
    session = Session(flows, script.person)
    done = tuple(writing.Done(act=act, happened=session.do(act)) for act in script.acts)
    return Played(script=script, done=done, session=session)
