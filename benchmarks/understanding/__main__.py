"""Bela's readers, plain Rasa light and Rasa DIET on the labelled messages: `make understanding`.

Prints the table and writes it under `understanding` into benchmarks/results/clinical.json. Both pipelines are trained from
the pack's own examples; DIET takes some minutes. `--without-rasa` measures Bela's own readers alone and writes nothing;
`--without-diet` keeps DIET's figures of
the last time, and the page says so.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import config
from benchmarks import clinical, delivered
from benchmarks.understanding import bela, messages, plain_rasa, rasa_parses, scores
from bot.content import loading
from bot.engine import preparing
from bot.engine.flows import Flows

_ROOT: Final = Path(__file__).parents[2]
_DEPLOYMENT: Final = delivered.DEPLOYMENTS["covid19"]
_DATA: Final = _ROOT / "var" / "understanding"
_DIET: Final = Path(__file__).with_name("diet.yml")
_SHOWN_CONFUSIONS: Final = 12
#: The part that is most like life, of those whose messages may be read.
_CONFUSED: Final = messages.Part.natural_seen
_FIGURES: Final = (
    "red_flag_recall", "seen_or_asked", "sign_recall", "false_alarms", "asked_needlessly", "commands", "commands_named",
    "commands_offered", "slots", "slots_read", "slots_true",
)  # fmt: skip

#: Gives the outcome of a message.
System = Callable[[messages.Message], scores.Outcome]


def prepared(folder: Path = _DEPLOYMENT) -> tuple[Flows, Path]:
    """A demo deployment, and its pack."""
    deployment = config.load(folder, environment={})
    departments = [department.id for department in deployment.departments]
    return preparing.prepare(
        loading.load(deployment.content, departments=departments), deployment
    ), deployment.content


async def systems(
    flows: Flows, pack: Path, labelled: Sequence[messages.Message], *, diet: bool
) -> tuple[dict[str, System], float]:
    """Bela with Rasa as in production, both plain pipelines, and the p95 of Rasa light's milliseconds."""
    texts = [message.say for message in labelled]
    light, seconds = await rasa_parses.read(texts, pack=pack, data_folder=_DATA)
    by_light = dict(zip(texts, light, strict=True))
    asked: dict[str, System] = {
        "bela": lambda message: bela.understood(flows, message, parse=by_light[message.say]),
        "bela_without_rasa": lambda message: bela.understood(flows, message),
        "rasa_light": lambda message: plain_rasa.understood(flows, message, by_light[message.say]),
    }
    if diet:
        read, _ = await rasa_parses.read(texts, pack=pack, data_folder=_DATA, pipeline=_DIET)
        by_diet = dict(zip(texts, read, strict=True))
        asked["rasa_diet"] = lambda message: plain_rasa.understood(flows, message, by_diet[message.say])
    return asked, round(_p95(seconds) * 1000, 1)


def scored(system: System, labelled: Sequence[messages.Message]) -> dict[str, scores.Scores]:
    """One system's figures on each part of the messages, and on those that are scored together."""
    pairs = [(message, system(message)) for message in labelled]
    groups = {**messages.TOGETHER, **{part.value: frozenset({part}) for part in messages.Part}}
    of_groups = {name: [pair for pair in pairs if pair[0].part in parts] for name, parts in groups.items()}
    return {name: scores.score(each) for name, each in of_groups.items() if each}


def of_dengue() -> dict[str, scores.Scores]:
    """Figures of Bela's readers alone on the danger signs that only the dengue pack has."""
    flows, _ = prepared(delivered.DEPLOYMENTS["dengue"])
    return scored(lambda message: bela.understood(flows, message), messages.load(messages.DENGUE))


def milliseconds(flows: Flows, labelled: Sequence[messages.Message]) -> dict[str, float]:
    """CPU time of reading a message without Rasa, once the caches of spelling know ordinary words."""
    for message in labelled:
        bela.understood(flows, message)
    taken = []
    for message in labelled:
        began = time.process_time()
        bela.understood(flows, message)
        taken.append((time.process_time() - began) * 1000)
    return {"p50": round(statistics.median(taken), 3), "p95": round(_p95(taken), 3)}


def table(figures: Mapping[str, Mapping[str, scores.Scores]]) -> str:
    """The figures as people read them."""
    lines = [f"{'':20}{'part':14}" + "".join(f"{figure:>17}" for figure in _FIGURES)]
    for name, parts in figures.items():
        lines += [
            f"{name:20}{part:14}" + "".join(_cell(found, figure) for figure in _FIGURES)
            for part, found in parts.items()
        ]
    return "\n".join(lines)


def _cell(found: scores.Scores, figure: str) -> str:
    return f"{getattr(found, figure):>10.3f} of {found.counted[figure]:>3}"


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _kept(part: str, found: scores.Scores) -> dict[str, Any]:
    """Give what is written; what goes wrong in a part that nobody may read is not told, so that nobody can mend it one by one."""
    shown = found.confusions[:_SHOWN_CONFUSIONS] if part == _CONFUSED else ()
    return {**asdict(found), "confusions": dict(shown)}


def main() -> None:
    """Measure, print, write."""
    flows, pack = prepared()
    labelled = messages.load()
    alone = "--without-rasa" in sys.argv
    rasa_p95 = 0.0
    asked: dict[str, System] = {"bela_without_rasa": lambda message: bela.understood(flows, message)}
    if not alone:
        asked, rasa_p95 = asyncio.run(systems(flows, pack, labelled, diet="--without-diet" not in sys.argv))
    figures = {name: scored(system, labelled) for name, system in asked.items()}
    speed = milliseconds(flows, labelled)
    print(table(figures))
    print(table({"bela_on_dengue": of_dengue()}))
    print(f"Reading without Rasa: p50 {speed['p50']} ms, p95 {speed['p95']} ms of CPU time")
    if alone:
        return
    known = json.loads(clinical.RESULT.read_text(encoding="utf-8"))
    before = known.get("understanding", {}).get("figures", {})
    older = {name: parts for name, parts in before.items() if name not in figures}
    known["understanding"] = {
        "figures": older
        | {
            name: {part: _kept(part, found) for part, found in parts.items()}
            for name, parts in figures.items()
        },
        "not_measured_again": sorted(older),
        "milliseconds": {**speed, "rasa_light_p95": rasa_p95},
    }
    text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=2)
    clinical.RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
