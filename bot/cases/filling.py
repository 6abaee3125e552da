"""Cases for what only answers: a flow that asks nothing is tried by its first keyword, after a greeting."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from bot.cases import reading, writing
from bot.cases.definitions import Person
from bot.cases.session import Act, Session
from bot.content.definitions import Collect, Flow
from bot.engine.flows import Flows
from config.marked_yaml import Mark

#: Where such cases go.
FILE: Final = f"{reading.FOLDER}/questions.yml"


def add(flows: Flows, pack: Path, missed: Collection[Mark]) -> list[str]:
    """Write a case for every answering flow of which a step is missed; gives the names of the new cases."""
    path = pack / FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    names = []
    for flow in _answering(flows, missed):
        recorded = _by_keyword(flows, flow)
        if recorded:
            text = writing.added(text, recorded)
            names.append(str(recorded["test_case"]))
    if names:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return names


def _answering(flows: Flows, missed: Collection[Mark]) -> Iterator[Flow]:
    for flow in flows.content.flows.values():
        asks = any(isinstance(step, Collect) for step in flow.steps.values())
        if not asks and flow.keywords and any(step.mark in missed for step in flow.steps.values()):
            yield flow


def _by_keyword(flows: Flows, flow: Flow) -> writing.Plain | None:
    """The conversation, unless the keyword leads somewhere else."""
    session = Session(flows)
    done = [
        writing.Done(act=Act(text=text), happened=session.do(Act(text=text)))
        for text in ("oi", flow.keywords[0])
    ]
    if not any(passed.flow == flow.id for passed in done[-1].happened[0].path):
        return None
    return writing.case(f"{flow.name}: pela palavra-chave", Person(), done)
