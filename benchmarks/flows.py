"""How many turns a second does the pure engine take on one core, and does it stay so with hundreds of flows?

Each turn the state goes through JSON, as it does between any two messages of real life, and by the same
writer (orjson). Measured in CPU time, so that other work on the machine does not count. `make bench-flows` writes `benchmarks/results/flows.json`; others add keys of their own.
"""

from __future__ import annotations

import gc
import json
import math
import platform
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

import config
from bot.content import loading
from bot.engine import advance, conversation, preparing, recognised, recognition, stored_form
from bot.engine.flows import Flows
from bot.engine.turn import Turn, TurnKind

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "flows.json"
SIZES = (1, 50, 500)
#: Least turns a second on one core.
TARGET = 20_000
#: Passes of one measurement, and conversations of each.
PASSES = 7
ROUNDS = 1_000
START = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)

_FRAME = """
pack: {id: mini, title: Mini, language: pt-BR, version: "1"}
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
  idade: {type: float, label: Idade, answer: {type: age}}
  sintomas:
    type: list
    label: Sintomas
    answer:
      type: multi_choice
      options: [{id: tosse, label: Tosse}, {id: coriza, label: Coriza}, {id: dor, label: Dor de garganta}]
responses:
  utter_conselho: [{text: "Ligue {samu}."}]
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_ask_idade: [{text: "Quantos anos?"}]
  utter_ask_sintomas: [{text: "O que sente?"}]
  utter_fim: [{text: "Com {idade}: {sintomas}."}]
protocol:
  id: mini
  version: "1"
  title: Mini
  sources: {ms: {title: Protocolo}}
  classes:
    - {id: grave, label: Grave, department: urgencia, advice: utter_conselho}
    - {id: leve, label: Leve, advice: utter_conselho}
  red_flags:
    - {id: ar, label: Falta de ar, class: grave, phrases: [falta de ar], source: {ref: ms, where: p. 1}}
  rules:
    - {id: r1, class: grave, if: slots.febre = true and slots.idade >= 60, because: febre, source: {ref: ms, where: p. 2}}
  default: leve
flows:
"""
_FLOW = """  assunto_{number}:
    description: Um assunto.
    keywords: [assunto número {number}]
    run_pattern_completed: false
    steps:
      - collect: febre
      - collect: idade
        rejections: [{{if: slots.idade > 110, utter: utter_ask_idade}}]
      - collect: sintomas
        next:
          - if: slots.febre and slots.idade < 5
            then: fim
          - if: slots.sintomas contains 'tosse'
            then: classifica
          - else: fim
      - id: classifica
        classify: mini
      - id: fim
        action: utter_fim
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One size of pack."""

    flows: int
    #: The engine with the state through JSON each turn; what the words mean is known.
    turns_per_second: int
    #: The same, with Bela's own readers and the search for red flags in each message.
    turns_per_second_with_reading: int
    #: Of the time of such a turn, how much goes into reading the words.
    share_of_reading: float


def pack(count: int) -> Flows:
    """A pack of so many flows of three questions each."""
    deployment = config.load(ROOT / "config" / "demo", environment={})
    departments = [department.id for department in deployment.departments]
    text = _FRAME + "".join(_FLOW.format(number=number) for number in range(count))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pack.yml").write_text(text, encoding="utf-8")
        return preparing.prepare(loading.load(Path(folder), departments=departments), deployment)


def messages(count: int) -> tuple[str, ...]:
    """One conversation: the last topic, and the answers to its questions."""
    return (f"assunto número {count - 1}", "sim", "67", "1 e 3")


def begun(flows: Flows) -> bytes:
    """A stored conversation that was greeted."""
    first = Turn(kind=TurnKind.text, now=START, text="oi", channel="livechat")
    advanced = advance.advance(flows, conversation.new("room"), first)
    return orjson.dumps(stored_form.to_data(advanced.conversation))


def turns(said: Sequence[str]) -> list[Turn]:
    """One round of the conversation."""
    return [
        Turn(kind=TurnKind.text, now=START + timedelta(minutes=number), text=text, channel="livechat")
        for number, text in enumerate(said)
    ]


def understood(flows: Flows, said: Sequence[str]) -> list[recognised.Recognised]:
    """What each message of a round means; every further round means the same."""
    stored = begun(flows)
    meanings: list[recognised.Recognised] = []
    for turn in turns(said):
        before = stored_form.from_data(orjson.loads(stored))
        meanings.append(recognition.recognise(flows, before, turn))
        stored = take(flows, stored, turn, meanings[-1])
    return meanings


def take(flows: Flows, stored: bytes, turn: Turn, meaning: recognised.Recognised | None) -> bytes:
    """One turn, from stored text to stored text."""
    before = stored_form.from_data(orjson.loads(stored))
    advanced = advance.advance(flows, before, turn, recognised=meaning)
    return orjson.dumps(stored_form.to_data(advanced.conversation))


def rate(flows: Flows, said: Sequence[str], *, known: bool) -> float:
    """Turns a CPU second: the best of some passes, since whatever else runs on the machine can only slow one down."""
    spoken = turns(said)
    meanings = understood(flows, said) if known else [None] * len(spoken)
    stored = begun(flows)
    best = math.inf
    for _ in range(PASSES):
        began = time.process_time()
        for _ in range(ROUNDS):
            for turn, meaning in zip(spoken, meanings, strict=True):
                stored = take(flows, stored, turn, meaning)
        best = min(best, time.process_time() - began)
    return ROUNDS * len(spoken) / best


def measure(count: int) -> Measured:
    """One size of pack."""
    flows, said = pack(count), messages(count)
    gc.collect()
    gc.freeze()  # the pack lives as long as the program: no collection looks through it
    alone, reading = rate(flows, said, known=True), rate(flows, said, known=False)
    return Measured(
        flows=count,
        turns_per_second=round(alone),
        turns_per_second_with_reading=round(reading),
        share_of_reading=round(1 - reading / alone, 3),
    )


def main() -> None:
    """Measure every size, print the table, and write the results beside what others measured."""
    measured = [measure(count) for count in SIZES]
    for one in measured:
        print(
            f"{one.flows:>4} flows: {one.turns_per_second:>7,} turns/s alone, "
            f"{one.turns_per_second_with_reading:>6,} with reading ({one.share_of_reading:.0%} of the time)"
        )
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    engine = {
        "python": platform.python_version(),
        "target_turns_per_second": TARGET,
        "sizes": [asdict(one) for one in measured],
    }
    RESULTS.write_text(json.dumps({**before, "engine": engine}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
