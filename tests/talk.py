"""A conversation with the engine alone: no network, no database; the state goes through JSON between any two turns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import config
from bot.content import loading
from bot.engine import advance, conversation, effects, preparing, stored_form
from bot.engine.flows import Flows
from bot.engine.turn import Parse, Refusal, Turn, TurnKind

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "config" / "demo"
#: A Wednesday, 11 in the morning in Ceará.
START = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


@cache
def demo_flows(content: Path | None = None) -> Flows:
    """The demo deployment with the COVID-19 pack, or another one."""
    deployment = config.load(DEMO, environment={})
    departments = [department.id for department in deployment.departments]
    return preparing.prepare(loading.load(content or deployment.content, departments=departments), deployment)


class Talk:
    """One citizen writing; `says` gives Bela's words in answer."""

    def __init__(self, flows: Flows, *, room: str = "room-1", name: str | None = None) -> None:
        self.flows = flows
        self.now = START
        self.state = conversation.new(room, slots={"nome": name} if name else None)
        self.effects: tuple[effects.Effect, ...] = ()
        self.transcript: list[str] = []

    def says(self, text: str, *, parse: Parse | None = None) -> str:
        """The citizen writes; a parse stands in for Rasa's."""
        self.transcript.append(f"> {text}")
        return self.turn(TurnKind.text, text=text, parse=parse)

    def say_all(self, texts: Sequence[str]) -> str:
        """The citizen writes one message after the other; gives the words after the last."""
        return [self.says(text) for text in texts][-1]

    def turn(
        self, kind: TurnKind, *, after: timedelta = timedelta(seconds=5), on: str = "livechat", **what
    ) -> str:
        """Anything happens, on that channel."""
        self.now += after
        turn = Turn(kind=kind, now=self.now, channel=on, person_code="BELA-7K3M-94QD", **what)
        advanced = advance.advance(self.flows, self.state, turn)
        self.effects = advanced.effects
        self.state = stored_form.from_data(json.loads(json.dumps(stored_form.to_data(advanced.conversation))))
        assert self.state == advanced.conversation, "the stored form loses nothing"
        self.transcript += [f"< {text}" for text in self.words]
        return "\n".join(self.words)

    def refuse(self, *, after: timedelta = timedelta(seconds=1)) -> str:
        """Nobody can take the room."""
        return self.turn(TurnKind.hand_off_refused, refusal=Refusal.nobody_online, after=after)

    @property
    def words(self) -> list[str]:
        """What Bela said in the last turn."""
        return [effect.text for effect in self.effects if isinstance(effect, effects.Say)]

    @property
    def responses(self) -> list[str]:
        """The names of what Bela said in the last turn."""
        return [effect.response for effect in self.effects if isinstance(effect, effects.Say)]

    @property
    def hand_off(self) -> effects.HandOff | None:
        """The hand-off of the last turn."""
        return next((effect for effect in self.effects if isinstance(effect, effects.HandOff)), None)

    @property
    def classified(self) -> effects.Classified | None:
        """The triage of the last turn."""
        return next((effect for effect in self.effects if isinstance(effect, effects.Classified)), None)

    def effects_of(self, kind: type) -> list:
        """The effects of one kind in the last turn."""
        return [effect for effect in self.effects if isinstance(effect, kind)]
