"""The simulator behind its page, as a program of its own: `python -m bot.simulating.serving FOLDER OF THE DEPLOYMENT`.

It reads one JSON object a line and answers with one a line, until its input ends. So a draft, whatever is in it, costs the
program that answers people nothing, and one that runs in circles can be ended.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

import config
from bot.cases.session import START
from bot.content.errors import ContentInvalid
from bot.engine import responses
from bot.engine.flows import Flows
from bot.simulating import asking, draft, people, recording, script, transcript
from bot.simulating.transcript import Plain

#: The channels that are always offered.
_CHANNELS = ("livechat", "whatsapp", "facebook", "telegram")


class Simulator:
    """Answers for one deployment's draft; keeps nothing between two questions but the content."""

    def __init__(self, settings: config.Deployment) -> None:
        """Nothing is read yet."""
        self._settings = settings
        self._draft = draft.Draft(settings)

    def answer(self, said: Mapping[str, Any]) -> Plain:
        """What the page gets for what it asked."""
        flows = self._flows()
        about = self._about()
        if flows is None or said.get("ask") == "draft":
            return about
        try:
            asked = asking.read(said, flows, self._settings)
        except (asking.NotAsked, ContentInvalid) as error:
            return about | {"refused": str(error)}
        played = script.play(flows, asked.script)
        if said.get("ask") == "record":
            return about | self._recorded(flows, played, said)
        return about | self._talk(flows, played, asked)

    def _flows(self) -> Flows | None:
        """The newest content without faults; None when there was none yet."""
        try:
            return self._draft()
        except ContentInvalid:
            return None

    def _about(self) -> Plain:
        invalid = self._draft.invalid
        faults = invalid.faults if invalid else ()
        return {
            "draft": f"{os.getpid()}.{self._draft.version}",
            "faults": [
                {"place": str(fault.mark), "rule": fault.rule, "sentence": fault.sentence} for fault in faults
            ],
        }

    def _talk(self, flows: Flows, played: script.Played, asked: asking.Asked) -> Plain:
        return {
            "person": _person(flows, asked),
            "people": people.named(self._settings.content),
            "channels": sorted({*_CHANNELS, asked.script.person.channel}),
            "intents": [
                {"id": intent, "name": flows.flow(flow).name}
                for intent, (flow, _) in sorted(flows.triggers.items(), key=lambda one: one[1][0])
            ],
            "turns": transcript.turns(flows, played),
            "choices": transcript.choices(flows, played.session.state),
            "clock": transcript.clock(played, flows.time_zone),
            "knows": transcript.knows(flows, played),
        }

    def _recorded(self, flows: Flows, played: script.Played, said: Mapping[str, Any]) -> Plain:
        try:
            done = recording.record(
                flows,
                played,
                pack=self._settings.content,
                name=str(said.get("name", "")),
                description=str(said.get("description", "")),
                replace=said.get("replace") is True,
            )
        except recording.AlreadyRecorded as there:
            return {"exists": _shown(there.path)}
        except recording.CannotRecord as error:
            return {"refused": str(error)}
        except OSError as error:
            return {"refused": f"O caso não pôde ser gravado ({error.strerror})."}
        return {"recorded": _shown(done.path), "holds": done.holds}


def _shown(path: Path) -> str:
    """The path as somebody types it who stands where the program was started."""
    whole, here = path.resolve(), Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def _person(flows: Flows, asked: asking.Asked) -> Plain:
    person = asked.script.person
    known = person.slots
    return {
        "name": person.name,
        "channel": person.channel,
        "at": (person.at or START).astimezone(flows.time_zone).strftime("%Y-%m-%dT%H:%M"),
        "unread": list(asked.unread),
        "fields": [
            {
                "slot": slot.name,
                "label": slot.label,
                "value": responses.in_words(slot, known.get(slot.name)),
            }
            for slot in asking.fields(flows)
        ],
    }


def serve(settings: config.Deployment, questions: TextIO, answers: TextIO) -> None:
    """Answer each line until there are no more."""
    simulator = Simulator(settings)
    for line in questions:
        answers.write(json.dumps(simulator.answer(json.loads(line))) + "\n")
        answers.flush()


def main() -> None:
    """Serve standard input and output for the folder that the command line names."""
    serve(config.load(Path(sys.argv[1]), environment=os.environ), sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()
