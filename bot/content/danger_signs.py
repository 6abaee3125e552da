"""Which words tell of a danger sign, whatever the illness? One list, shared by all packs, shipped with the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.understanding import patterns
from config import marked_yaml
from config.marked_yaml import Fault, MapNode, Mark, Shape

_FILE: Final = Path(__file__).with_name("danger_signs.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words for one danger sign, every alternative written out."""

    phrases: tuple[str, ...]
    #: Figures of speech that hold such words and tell of no danger.
    harmless: tuple[str, ...]


@cache
def read() -> Mapping[str, Words]:
    """The shared words by the sign they tell of; a fault in them is the program's."""
    faults: list[Fault] = []
    node, found = marked_yaml.read_bytes(_FILE.read_bytes(), file=_FILE.name)
    faults += found
    whole = Shape(node, what="os sinais de perigo", faults=faults, mark=Mark(_FILE.name, 1, 1))
    listed = whole.map("danger_signs")
    signs = {}
    for name, entry in (listed.entries if isinstance(listed, MapNode) else {}).items():
        shape = Shape(entry.node, what=f'o sinal "{name}"', faults=faults, mark=entry.key_mark)
        signs[name] = Words(
            phrases=written_out(shape.texts("phrases")), harmless=written_out(shape.texts("harmless"))
        )
        shape.done()
    if faults:
        raise AssertionError("\n".join(map(str, faults)))
    return signs


def written_out(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Every phrase that these stand for, once: "(sem|falta de) ar" is two."""
    return tuple(dict.fromkeys(one for phrase in phrases for one in patterns.expanded(phrase)))
