"""What do the citizens of a storm write? One of a few stories, drawn and worded by the seed.

Every line is understood without Rasa, so that the answer does not hang on whether she is there: her death in a storm is to
change nothing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

#: The same answer in several words.
_AGES: Final = ("34", "67", "52 anos", "tenho 29")
_PLACES: Final = ("fortaleza", "sobral", "fotaleza", "Juazeiro do Norte")
_ONSETS: Final = ("3 dias", "desde ontem", "uma semana", "hoje")
_NAMES: Final = ("Maria da Silva", "José Raimundo", "Ana Lúcia", "Francisco")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One citizen's story: the messages of an entry are written at once, the next entry when it is answered."""

    seed: int
    entries: tuple[tuple[str, ...], ...]
    #: Before each entry, seconds of thinking.
    pauses: tuple[float, ...]


def script(seed: int) -> Script:
    """The story of this seed, always the same."""
    dice = random.Random(f"story {seed}")
    story = dice.choice((_triage_mild, _triage_moderate, _alarm, _asks_for_a_person, _asks_and_leaves))
    lines = story(dice)
    entries = _with_bursts(lines, dice)
    return Script(seed=seed, entries=entries, pauses=tuple(dice.uniform(0.0, 0.6) for _ in entries))


def _opening(dice: random.Random) -> list[str]:
    return ["oi", "sim", dice.choice(_NAMES), dice.choice(_AGES), dice.choice(_PLACES)]


def _triage_mild(dice: random.Random) -> list[str]:
    return [*_opening(dice), "coriza", dice.choice(_ONSETS), "normal", "36,5", "nenhum", "não", "não"]


def _triage_moderate(dice: random.Random) -> list[str]:
    return [
        *_opening(dice),
        "tosse e febre",
        dice.choice(_ONSETS),
        "canso quando ando",
        "38,5",
        "diabetes",
        "não",
        "não",
    ]


def _alarm(dice: random.Random) -> list[str]:
    before = _opening(dice)[: dice.randint(1, 5)]
    return [*before, dice.choice(("to sem ar", "minha mãe desmaiou", "não consigo respirar")), "67", "sobral"]


def _asks_for_a_person(dice: random.Random) -> list[str]:
    return [*_opening(dice)[: dice.randint(2, 4)], "quero falar com uma pessoa"]


def _asks_and_leaves(dice: random.Random) -> list[str]:
    return [*_opening(dice)[:2], "menu", "voltar", "parar"]


def _with_bursts(lines: list[str], dice: random.Random) -> tuple[tuple[str, ...], ...]:
    """Some people send several messages in a row without waiting."""
    entries: list[tuple[str, ...]] = []
    while lines:
        size = 1 if dice.random() < 0.75 else dice.randint(2, 3)
        entries.append(tuple(lines[:size]))
        lines = lines[size:]
    return tuple(entries)
