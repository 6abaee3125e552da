"""What may people write, and what does it mean? The labelled messages, and the two parts they are split into."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import yaml

from bot.content.definitions import Value
from bot.understanding import text

FOLDER: Final = Path(__file__).parents[2] / "tests" / "understanding" / "messages"
#: Of danger signs that only the dengue pack has.
DENGUE: Final = FOLDER / "dengue"
#: One message of so many may be looked at while readers are made better.
_DEVELOPMENT: Final = 3
_SHARE_OF_A_YEAR: Final = {"meses": 1 / 12, "dias": 1 / 365}
_SHORT_AGE: Final = re.compile(r"(\d+) (meses|dias)")


class Part(StrEnum):
    """Which use a message is for."""

    #: May be read while readers are made better.
    development = "development"
    #: Only its scores are looked at.
    held_out = "held_out"
    #: Written when the readers were thought done; looked at once, after their first score.
    written_later = "written_later"
    #: Written after that, when no word was changed any more; scored, and looked at once `fresh` and `sealed` were there.
    written_last = "written_last"
    #: Written before the readers were made anew; this half might be looked at meanwhile.
    fresh = "fresh"
    #: The other half, by a hash of the words: scored once, when the readers were done.
    sealed = "sealed"
    #: Written by somebody else than the readers and the packs' words, without looking at either; never read, only scored.
    unseen = "unseen"
    #: Danger and what only sounds like it, written without looking at readers and words: this half may be looked at.
    danger_seen = "danger_seen"
    #: The other half, by a hash of the words: only scored.
    danger_sealed = "danger_sealed"
    #: Danger told in yet other ways, written later and again without looking: this half may be looked at.
    danger2_seen = "danger2_seen"
    #: The other half, by a hash of the words: only scored.
    danger2_sealed = "danger2_sealed"
    #: Commands, answers and values, written together with those: this half may be looked at.
    said_seen = "said_seen"
    #: The other half, by a hash of the words: only scored.
    said_sealed = "said_sealed"
    #: Danger by the way it is told, written before lessons of the same hand: only scored.
    danger3 = "danger3"
    #: Values alone, written before they were read: this half may be looked at.
    values_seen = "values_seen"
    #: The other half, by a hash of the words: only scored.
    values_sealed = "values_sealed"
    #: A week as it comes, answers, questions and danger mixed as people bring them, by two who saw only ids, labels and questions:
    #: this half may be looked at.
    natural_seen = "natural_seen"
    #: The other half, by a hash of the words: only scored.
    natural_sealed = "natural_sealed"
    #: A second week, by two others, after everything was learnt that the other parts taught: scored once.
    second_week = "second_week"
    #: Written to make readers and examples better; each mistake may be looked at, so its figures flatter most.
    practice = "practice"


#: Of these nobody who makes Bela better reads a message; `danger3` was opened in part.
ONLY_SCORED: Final = frozenset(
    {
        Part.held_out,
        Part.sealed,
        Part.unseen,
        Part.danger_sealed,
        Part.danger2_sealed,
        Part.danger3,
        Part.said_sealed,
        Part.values_sealed,
        Part.natural_sealed,
        Part.second_week,
    }
)

#: Parts that are scored together, too.
TOGETHER: Final[Mapping[str, frozenset[Part]]] = {
    "only_scored": ONLY_SCORED,
    "looked_at": frozenset(Part) - ONLY_SCORED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message and what it means."""

    say: str
    theme: str
    #: The slot whose question is pending.
    asking: str | None
    #: Red flags that it tells of.
    flags: frozenset[str]
    #: The command or topic it names, as the id of a flow; several where any of them is right; None for no flow.
    starts: frozenset[str | None]
    #: What it tells, whether asked or not; None where a danger sign is all that matters.
    slots: Mapping[str, Value] | None
    #: It changes answers that were given before.
    corrects: bool
    #: The parts it was written for, among which its words decide; none where they decide between the first two.
    written_for: tuple[Part, ...] = ()

    @property
    def part(self) -> Part:
        """The part it belongs to, by its words alone."""
        digest = hashlib.sha256(text.fold(self.say).encode()).digest()
        if self.written_for:
            return self.written_for[digest[0] % len(self.written_for)]
        return Part.held_out if digest[0] % _DEVELOPMENT else Part.development


def load(folder: Path = FOLDER) -> tuple[Message, ...]:
    """All messages, file after file."""
    return tuple(message for file in sorted(folder.glob("*.yml")) for message in _of_file(file))


def _of_file(file: Path) -> Iterator[Message]:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    named = content.get("part", [])
    parts = tuple(Part(part) for part in ([named] if isinstance(named, str) else named))
    for entry in content["messages"]:
        yield _message(content["theme"], entry, parts)


def _message(theme: str, entry: Mapping[str, Any], written_for: tuple[Part, ...]) -> Message:
    corrected = entry.get("corrects", {})
    told = {**entry.get("slots", {}), **corrected}
    flags = frozenset(entry.get("flags", ()))
    judged = told or not flags
    return Message(
        say=entry["say"],
        theme=theme,
        asking=entry.get("asking"),
        flags=flags,
        starts=_flows(entry.get("starts")),
        slots={name: _value(value) for name, value in told.items()} if judged else None,
        corrects=bool(corrected),
        written_for=written_for,
    )


def _flows(named: str | Sequence[str | None] | None) -> frozenset[str | None]:
    return frozenset([named] if named is None or isinstance(named, str) else named)


def _value(value: Any) -> Value:
    """Take "8 meses" as a share of a year."""
    short = _SHORT_AGE.fullmatch(value) if isinstance(value, str) else None
    plain: Value = int(short[1]) * _SHARE_OF_A_YEAR[short[2]] if short else value
    return plain
