"""What Bela says and does where a pack says nothing: patterns and texts in Portuguese, overridden by the same name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.content import reading_flows, reading_responses, reading_slots, vocabulary
from bot.content.definitions import Action, Collect, Flow, Response, SetSlots, Slot
from config import marked_yaml
from config.marked_yaml import Entry, Fault, MapNode, Mark

#: So begins the place of everything in the built-in pack.
PLACE: Final = "(padrão)"

_FOLDER: Final = Path(__file__).parent / "defaults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """The built-in pack."""

    slots: Mapping[str, Slot]
    responses: Mapping[str, Response]
    flows: Mapping[str, Flow]
    #: Everything as it is written, by name.
    written: Mapping[str, Entry]


@cache
def read() -> Defaults:
    """The built-in pack; it ships with the program, and a fault in it is the program's."""
    faults: list[Fault] = []
    entries: dict[str, dict[str, Entry]] = {"slots": {}, "responses": {}, "flows": {}}
    for path in sorted(_FOLDER.glob("*.yml")):
        node, found = marked_yaml.read_bytes(path.read_bytes(), file=f"{PLACE}/{path.name}")
        faults += found
        for key, entry in node.entries.items() if isinstance(node, MapNode) else ():
            entries[key] |= entry.node.entries if isinstance(entry.node, MapNode) else {}
    defaults = Defaults(
        slots={name: reading_slots.slot(name, entry, faults) for name, entry in entries["slots"].items()},
        responses={
            name: reading_responses.response(name, entry, faults)
            for name, entry in entries["responses"].items()
        },
        flows={name: reading_flows.flow(name, entry, faults) for name, entry in entries["flows"].items()},
        written={name: entry for kind in entries.values() for name, entry in kind.items()},
    )
    if faults:
        raise AssertionError("\n".join(map(str, faults)))
    return defaults


def is_built_in(mark: Mark) -> bool:
    """Whether what stands there is not the pack's own."""
    return mark.file.startswith(PLACE)


def beside(flows: Mapping[str, Flow], *, translations: Collection[str] = ()) -> Defaults:
    """What is left of the built-in pack where these flows take the place of its own, without what only those used.

    Nobody goes over to a language that the pack does not have.
    """
    whole = read()
    kept = {
        name: flow
        for name, flow in whole.flows.items()
        if name not in flows and _is_spoken(name, translations)
    }
    unused = _named(whole.flows.values()) - _named(kept.values())
    return Defaults(
        slots={name: slot for name, slot in whole.slots.items() if name not in unused},
        responses={name: response for name, response in whole.responses.items() if name not in unused},
        flows=kept,
        written=whole.written,
    )


def _is_spoken(flow: str, translations: Collection[str]) -> bool:
    """Whether it goes over to no language, or to one of the pack's; back to the first one where there is another."""
    match vocabulary.SPOKEN.get(flow):
        case None:
            return True
        case "pt-BR":
            return bool(translations)
        case language:
            return language in translations


def _named(flows: Iterable[Flow]) -> set[str]:
    """The responses and slots that flows name."""
    named: set[str] = set()
    for flow in flows:
        for step in flow.steps.values():
            match step:
                case Collect(slot=slot, utter=utter):
                    named |= {slot, utter}
                case Action(action=action):
                    named.add(action)
                case SetSlots(values=values):
                    named |= {slot for slot, _ in values}
    return named - vocabulary.REQUIRED_RESPONSES
