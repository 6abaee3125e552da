"""How well messages are understood, as the tables of `docs/clinical.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.vignettes import counting

_SYSTEMS: Final = {
    "bela": "Bela, with Rasa as in production",
    "bela_without_rasa": "Bela without Rasa",
    "rasa_light": "Plain Rasa, light pipeline",
    "rasa_diet": "Plain Rasa, DIET",
}
FIGURES: Final = {
    "red_flag_recall": "Red flags seen",
    "seen_or_asked": "… or asked about",
    "false_alarms": "False alarms",
    "asked_needlessly": "Asked needlessly",
    "commands": "Commands and topics",
    "commands_named": "… where one is named",
    "commands_offered": "… or offered to choose",
    "slots": "Values",
    "slots_read": "… of those told, read",
    "slots_true": "… of those read, true",
}
#: What is scored together → its heading.
_TOGETHER: Final = {
    "only_scored": "Messages that nobody who made Bela better has read",
    "looked_at": "Messages whose mistakes were looked at, so that these figures flatter",
}
#: The parts that nobody read come first, and of each kind those that are most like life.
PARTS: Final = (
    "second_week", "natural_sealed", "unseen", "said_sealed", "values_sealed", "held_out", "sealed", "danger_sealed", "danger2_sealed", "danger3",
    "natural_seen", "said_seen", "values_seen", "practice", "development", "fresh", "written_later", "written_last", "danger_seen",
    "danger2_seen",
)  # fmt: skip
#: Figure → what Bela is to reach, or may not exceed.
_GOALS: Final = {
    "red_flag_recall": 0.99,
    "seen_or_asked": 0.99,
    "false_alarms": 0.02,
    "asked_needlessly": 0.05,
    "commands": 0.95,
    "commands_named": 0.95,
    "commands_offered": 0.95,
    "slots": 0.95,
    "slots_read": 0.95,
    "slots_true": 0.95,
}

#: Goals that are not to be exceeded.
_AT_MOST: Final = frozenset({"false_alarms", "asked_needlessly"})


def section(measured: Mapping[str, Any]) -> Iterator[str]:
    """How well messages are understood, beside plain Rasa."""
    figures = measured["figures"]
    yield (
        "## Understanding\n\n"
        "What the figures and the parts are, and how the messages are kept apart from what is taught:\n"
        "[How well people are understood](understanding-measured.md). Goals: red flags seen 0.99, false alarms 0.02, asked needlessly 0.05, commands 0.95, values 0.95;\n"
        'where Bela misses one, the figure is **bold**. "Commands and topics" is accuracy over all messages without a danger\n'
        'sign, of which many name none; "where one is named" counts only those that name one or were taken to. To ask which of two\n'
        "topics is meant is not right in either; in the next column it is, where one of the two is. In brackets: of how many messages\n"
        "(of values: of how many values) a figure is a share."
    )
    for group, heading in _TOGETHER.items():
        if group in figures["bela"]:
            yield f"### {heading}\n\n{_side_by_side(figures, group)}"
    yield "### Part by part\n\nParts that nobody read stand first."
    for system in (system for system in _SYSTEMS if system in figures):
        yield f"#### {_SYSTEMS[system]}\n\n{_part_by_part(system, figures[system])}"
    yield from _not_measured(measured)
    spent = measured["milliseconds"]
    yield (
        f"Reading a message without Rasa takes {spent['p50']} ms of CPU time at the median and {spent['p95']} ms at p95;"
        f" Rasa's light pipeline adds {spent['rasa_light_p95']} ms at p95 where it is asked."
    )
    if "natural_seen" in figures["bela"]:
        yield f"Most frequent confusions of Bela on `natural_seen`: {_confusions(figures['bela']['natural_seen'])}."


def _not_measured(measured: Mapping[str, Any]) -> Iterator[str]:
    older = [_SYSTEMS[system] for system in measured["not_measured_again"]]
    if older:
        yield f"Measured before the last change of messages, examples or readers, and not again: {'; '.join(older)}."
    missing = [name for system, name in _SYSTEMS.items() if system not in measured["figures"]]
    if missing:
        yield f"Not measured: {'; '.join(missing)}."


def _side_by_side(figures: Mapping[str, Any], group: str) -> str:
    """The systems on the same messages, with the intervals of what Bela reaches."""
    found = {system: figures[system][group] for system in _SYSTEMS if group in figures.get(system, {})}
    rows = {
        _SYSTEMS[system]: [_marked(system, key, of_system) for key in FIGURES]
        for system, of_system in found.items()
    }
    rows["95 % interval of the first line"] = [_interval(key, found["bela"]) for key in FIGURES]
    return f"{found['bela']['messages']:,} messages.\n\n{_rows('', rows)}"


def _interval(figure: str, found: Mapping[str, Any]) -> str:
    """Between which shares the true one lies (Wilson, 95 %)."""
    of = found["counted"][figure]
    low, high = counting.Share(count=round(found[figure] * of), of=of).interval
    return f"{low:.3f}-{high:.3f}"


def _part_by_part(system: str, of_parts: Mapping[str, Any]) -> str:
    shown = [part for part in PARTS if part in of_parts]
    return _rows(
        "Part", {f"`{part}`": [_marked(system, key, of_parts[part]) for key in FIGURES] for part in shown}
    )


def _rows(first: str, rows: Mapping[str, Sequence[str]]) -> str:
    lines = [f"| {first} | {' | '.join(FIGURES.values())} |", f"|---|{'---:|' * len(FIGURES)}"]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return "\n".join(lines)


def _marked(system: str, figure: str, found: Mapping[str, Any]) -> str:
    """Give a figure with what it rests on; one of Bela's that misses its goal in bold."""
    value, goal, counted = found.get(figure), _GOALS[figure], found["counted"].get(figure)
    if not counted or value is None:
        return "–"
    missed = value > goal if figure in _AT_MOST else value < goal
    shown = f"**{value:.3f}**" if missed and system.startswith("bela") else f"{value:.3f}"
    return f"{shown} ({counted})"


def _confusions(found: Mapping[str, Any]) -> str:
    return "; ".join(f"`{pair}` ({times})" for pair, times in found["confusions"].items())
