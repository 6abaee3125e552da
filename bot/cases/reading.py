"""From YAML files to cases: `test_cases`, `fixtures` and `metadata`, every mistake with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.cases import reading_steps
from bot.cases.definitions import Case, Person
from bot.content.definitions import Value
from bot.content.errors import ContentInvalid
from config import marked_yaml
from config.marked_yaml import Fault, ListNode, MapNode, Node, ScalarNode, Shape

#: The folder of a pack in which its cases stand.
FOLDER: Final = "cases"


def find(pack: Path) -> list[Path]:
    """The case files of a pack."""
    return sorted((pack / FOLDER).rglob("*.yml"))


def read(paths: list[Path], *, root: Path, zone: ZoneInfo) -> list[Case]:
    """All cases of these files; raises ContentInvalid with every fault. A time without a zone is one of `zone`."""
    faults: list[Fault] = []
    cases: list[Case] = []
    for path in paths:
        node, found = marked_yaml.read(path, root=root)
        faults.extend(found)
        if node is not None:
            cases.extend(_file(node, faults, zone))
    faults.extend(_twice(cases))
    if faults:
        raise ContentInvalid(faults)
    return cases


def read_person(path: Path, *, zone: ZoneInfo) -> Person:
    """A person written down in a file of their own: name, channel, at, slots; raises ContentInvalid."""
    node, found = marked_yaml.read(path, root=path.parent)
    faults = list(found)
    person = Person()
    if node is not None:
        shape = Shape(node, what="a pessoa", faults=faults, mark=node.mark)
        person = _person(shape, _Shared(zone=zone), faults, name_key="name")
        shape.done()
    if faults:
        raise ContentInvalid(faults)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What the cases of one file may refer to by name."""

    zone: ZoneInfo
    fixtures: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    metadata: Mapping[str, MapNode] = field(default_factory=dict)


def _file(node: Node, faults: list[Fault], zone: ZoneInfo) -> list[Case]:
    shape = Shape(node, what="o arquivo de casos", faults=faults, mark=node.mark)
    shared = _Shared(
        zone=zone,
        fixtures={
            name: reading_steps.values(item, faults) for name, item in _named(shape.list("fixtures"), faults)
        },
        metadata={
            name: item for name, item in _named(shape.list("metadata"), faults) if isinstance(item, MapNode)
        },
    )
    listed = shape.list("test_cases")
    if listed is None:
        shape.fault("missing-key", 'o arquivo de casos precisa de "test_cases"')
    if shape.node("stub_custom_actions") is not None:
        sentence = '"stub_custom_actions" não existe aqui: nenhuma ação é feita fora da Bela'
        shape.fault("not-supported", sentence, key="stub_custom_actions")
    shape.done()
    return [_case(item, shared, faults) for item in (listed.items if listed else ())]


def _named(listed: ListNode | None, faults: list[Fault]) -> Iterator[tuple[str, Node]]:
    """Rasa writes `- name: content` for each."""
    for item in listed.items if listed else ():
        if not isinstance(item, MapNode) or len(item.entries) != 1:
            faults.append(Fault("wrong-kind", item.mark, 'cada item é "- nome: conteúdo"'))
            continue
        for name, entry in item.entries.items():
            yield name, entry.node


def _case(node: Node, shared: _Shared, faults: list[Fault]) -> Case:
    shape = Shape(node, what="o caso", faults=faults, mark=node.mark)
    name = shape.required_text("test_case")
    person = _person(shape, shared, faults, name_key="person")
    steps = shape.list("steps")
    if steps is None or not steps.items:
        shape.fault("missing-key", f'o caso "{name}" precisa de "steps"')
    shape.done()
    turns = reading_steps.turns(steps.items if steps else (), faults)
    return Case(name=name, person=person, turns=turns, mark=shape.mark)


def _person(shape: Shape, shared: _Shared, faults: list[Fault], *, name_key: str) -> Person:
    slots: dict[str, Value] = {}
    for name in shape.texts("fixtures"):
        if name in shared.fixtures:
            slots |= shared.fixtures[name]
        else:
            shape.fault("unknown-fixture", _unknown("a fixture", name, shared.fixtures), key="fixtures")
    slots |= reading_steps.values(shape.node("slots"), faults)
    more = _metadata(shape, shared)
    return Person(
        name=shape.text(name_key) or more.get("person", ""),
        channel=shape.text("channel") or more.get("channel", "livechat"),
        at=_moment(shape, "at", shared.zone),
        slots=slots,
    )


def _metadata(shape: Shape, shared: _Shared) -> dict[str, str]:
    """The texts of the metadata that a case names; of them the channel and the person mean something here."""
    name = shape.text("metadata")
    if name is None:
        return {}
    if name not in shared.metadata:
        shape.fault("unknown-metadata", _unknown("a metadata", name, shared.metadata), key="metadata")
        return {}
    entries = shared.metadata[name].entries.items()
    return {key: entry.node.written for key, entry in entries if isinstance(entry.node, ScalarNode)}


def _moment(shape: Shape, key: str, zone: ZoneInfo) -> datetime | None:
    written = shape.text(key)
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        shape.fault("wrong-kind", f'"{key}" é um dia e uma hora, como 2026-11-22T08:00', key=key)
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _unknown(what: str, name: str, known: Mapping[str, object]) -> str:
    meant = marked_yaml.closest(name, known)
    return f'{what} "{name}" não existe' + (f'; você quis dizer "{meant}"?' if meant else "")


def _twice(cases: list[Case]) -> Iterator[Fault]:
    seen: dict[str, Case] = {}
    for case in cases:
        if case.name in seen:
            sentence = f'o caso "{case.name}" já existe em {seen[case.name].mark}'
            yield Fault("duplicate-name", case.mark, sentence)
        seen[case.name] = case
