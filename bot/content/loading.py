"""From a folder of YAML to `Content`: everything is read, then checked, and all faults are told at once."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.content import (
    checking,
    default_content,
    reading_answer_examples,
    reading_flows,
    reading_moves,
    reading_protocol,
    reading_responses,
    reading_session,
    reading_slots,
    vocabulary,
)
from bot.content.definitions import AnswerExample, Collect, Content, Flow, Response, Slot
from bot.content.errors import ContentInvalid
from config import marked_yaml
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Mark, Node, ScalarNode, Severity, Shape
from config.retention import STANDARD

Item = TypeVar("Item")

#: What a content file may hold at its top.
KEYS = frozenset({
    "version", "pack", "slots", "responses", "flows", "protocol", "nlu", "intents", "actions", "session_config",
    "migrate", "answers",
})  # fmt: skip
#: Keys of Rasa's that are refused by name.
_REFUSED: Mapping[str, str] = {
    "forms": 'formulários não existem aqui; um fluxo com passos "collect" faz o mesmo',
    "rules": 'regras do Rasa não existem aqui; uma intenção inicia um fluxo por "nlu_trigger"',
    "stories": "histórias não existem aqui: nada é aprendido de conversas; escreva um fluxo",
    "entities": 'entidades não são tiradas das frases; "answer" do slot diz como a resposta é lida',
    "e2e_actions": 'ações escolhidas por um modelo não existem aqui; use passos "action"',
}

#: What stands beside the content and is none: written conversations, which test it, and invented people who hold them.
_BESIDE = frozenset({"cases", "people", "vignettes", "vignettes.yml"})


def load(folder: Path, *, departments: Collection[str], retention: Collection[str] = STANDARD) -> Content:
    """Read a pack; raises ContentInvalid with every fault.

    `departments` are the deployment's slugs, `retention` the classes of how long it keeps what it was told.
    """
    return checked(survey(folder), departments=departments, retention=retention)


def checked(found: Survey, *, departments: Collection[str], retention: Collection[str] = STANDARD) -> Content:
    """The same of a pack that was read already."""
    faults = list(found.faults)
    if found.content and not _errors(faults):
        faults.extend(
            checking.check(
                found.content, intents=found.parts.intents, departments=departments, retention=retention
            )
        )
    if found.content is None or _errors(faults):
        raise ContentInvalid(faults)
    return dataclasses.replace(found.content, warnings=tuple(sorted(faults, key=lambda fault: fault.mark)))


def _errors(faults: Iterable[Fault]) -> bool:
    return any(fault.severity is Severity.error for fault in faults)


def files(folder: Path) -> list[Path]:
    """The files that a pack's content is read from, sorted."""
    return [
        path for path in sorted(folder.rglob("*.yml")) if _BESIDE.isdisjoint(path.relative_to(folder).parts)
    ]


def survey(folder: Path) -> Survey:
    """Read a pack without looking at what its names refer to; never raises for a mistake in it."""
    faults: list[Fault] = []
    digest = hashlib.sha256()
    nodes: dict[str, Node] = {}
    unread: set[str] = set()
    paths = files(folder)
    if not paths:
        faults.append(
            Fault("no-content", Mark(folder.name, 1, 1), "a pasta de conteúdo não tem arquivos .yml")
        )
    for path in paths:
        digest.update(path.read_bytes())
        node, found = marked_yaml.read(path, root=folder)
        faults.extend(found)
        if node is None:
            unread.add(path.relative_to(folder).as_posix())
        else:
            nodes[path.relative_to(folder).as_posix()] = node
    return surveyed(nodes, digest=digest.hexdigest(), faults=faults, unread=unread)


def surveyed(
    nodes: Mapping[str, Node],
    *,
    digest: str,
    faults: Iterable[Fault] = (),
    unread: Collection[str] = (),
) -> Survey:
    """A pack from its files as they were read; `faults` and `unread` are what was found while reading them."""
    told = list(faults)
    parts = Parts()
    for name, node in nodes.items():
        parts.files[name] = node
        _sort_out(node, parts, told)
    content = _content(parts, told, digest)
    return Survey(content=content, parts=parts, faults=tuple(told), unread=frozenset(unread))


@dataclass(slots=True)
class Parts:
    """What was found so far, over all files, as it is written."""

    pack: Node | None = None
    protocol: Node | None = None
    session_config: Node | None = None
    migrate: Node | None = None
    slots: dict[str, Entry] = field(default_factory=dict)
    responses: dict[str, Entry] = field(default_factory=dict)
    flows: dict[str, Entry] = field(default_factory=dict)
    intents: set[str] = field(default_factory=set)
    #: Intent and sentence.
    examples: list[tuple[str, str]] = field(default_factory=list)
    answer_examples: list[AnswerExample] = field(default_factory=list)
    #: Each file that could be read, whole.
    files: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A pack as far as it could be read."""

    #: None when there is no pack or no protocol.
    content: Content | None
    parts: Parts
    #: What is wrong in the files themselves; references are not looked at yet.
    faults: tuple[Fault, ...]
    #: Files of which nothing could be read.
    unread: frozenset[str]


def _sort_out(node: Node, parts: Parts, faults: list[Fault]) -> None:
    """Put one file's keys where they belong; the same name twice is a fault that names both places."""
    if not isinstance(node, MapNode):
        faults.append(Fault("wrong-kind", node.mark, 'esperava chaves como "flows:" ou "responses:"'))
        return
    for key, entry in node.entries.items():
        match key:
            case "slots" | "responses" | "flows":
                _merge(getattr(parts, key), entry.node, key, faults)
            case "pack" | "protocol" | "session_config" | "migrate":
                _single(parts, key, entry, faults)
            case "nlu":
                parts.intents |= _intents(entry.node)
                parts.examples.extend(_examples(entry.node))
            case "answers":
                parts.answer_examples.extend(reading_answer_examples.read(entry.node, faults))
            case "actions":
                faults.extend(_foreign_actions(entry.node))
            case _ if key in _REFUSED:
                faults.append(Fault("not-supported", entry.key_mark, f'"{key}": {_REFUSED[key]}'))
            case _ if key not in KEYS:
                meant = marked_yaml.closest(key, KEYS)
                hint = f'; você quis dizer "{meant}"?' if meant else f"; use: {', '.join(sorted(KEYS))}"
                faults.append(Fault("unknown-key", entry.key_mark, f'chave desconhecida "{key}"{hint}'))


def _foreign_actions(node: Node) -> Iterator[Fault]:
    """Actions that are programs of one's own; those that say something or are built in may be listed."""
    for item in node.items if isinstance(node, ListNode) else ():
        name = item.written if isinstance(item, ScalarNode) else ""
        if not name.startswith("utter_") and name not in vocabulary.ACTIONS:
            reason = "nada é decidido por um programa fora do conteúdo"
            yield Fault("not-supported", item.mark, f'a ação "{name}" não existe aqui: {reason}')


def _merge(known: dict[str, Entry], node: Node, what: str, faults: list[Fault]) -> None:
    for name, entry in _named(node, faults, what).items():
        if name in known:
            sentence = f'"{name}" já foi definido em {known[name].key_mark}'
            faults.append(Fault("duplicate-name", entry.key_mark, sentence))
        known[name] = entry


def _single(parts: Parts, key: str, entry: Entry, faults: list[Fault]) -> None:
    before: Node | None = getattr(parts, key)
    if before is not None:
        faults.append(Fault("duplicate-name", entry.key_mark, f'"{key}" já foi definido em {before.mark}'))
    setattr(parts, key, entry.node)


def _intents(node: Node) -> set[str]:
    """The intents with training examples; Rasa itself checks the rest of this file."""
    found = set()
    for item in node.items if isinstance(node, ListNode) else ():
        intent = item.get("intent") if isinstance(item, MapNode) else None
        if isinstance(intent, ScalarNode) and intent.value is not None:
            found.add(intent.written)
    return found


def _examples(node: Node) -> Iterator[tuple[str, str]]:
    """Each training example with its intent."""
    for item in node.items if isinstance(node, ListNode) else ():
        intent, listed = (
            item.get(key) if isinstance(item, MapNode) else None for key in ("intent", "examples")
        )
        if isinstance(intent, ScalarNode) and isinstance(listed, ScalarNode):
            for line in listed.written.splitlines():
                yield intent.written, line.strip().removeprefix("- ")


def _content(parts: Parts, faults: list[Fault], digest: str) -> Content | None:
    pack = parts.pack
    if pack is None or parts.protocol is None:
        missing = "pack" if pack is None else "protocol"
        if not faults:  # a file that cannot be read explains already what is missing
            faults.append(Fault("missing-key", Mark("pack.yml", 1, 1), f'o conteúdo precisa de "{missing}:"'))
        return None
    shape = Shape(pack, what="o pacote", faults=faults, mark=pack.mark)
    flows = _flows(parts.flows, faults)
    translations = shape.texts("translations")
    defaults = default_content.beside(flows, translations=translations)
    slots = _slots(parts.slots, flows, faults)
    content = Content(
        id=shape.required_text("id"),
        title=shape.required_text("title"),
        language=shape.required_text("language"),
        version=shape.required_text("version"),
        translations=translations,
        untranslated=shape.texts("untranslated"),
        slots=_and(slots, defaults.slots),
        responses=_and(_responses(parts.responses, faults), defaults.responses),
        flows=_and(flows, defaults.flows),
        protocol=reading_protocol.protocol(parts.protocol, slots, faults),
        session=reading_session.session(parts.session_config, faults),
        moves=reading_moves.moves(parts.migrate, flows, faults),
        examples=tuple(parts.examples),
        answer_examples=tuple(parts.answer_examples),
        digest=digest,
    )
    shape.done()
    return content


def _and(own: Mapping[str, Item], default: Mapping[str, Item]) -> dict[str, Item]:
    """The pack's own, and the defaults that it does not override."""
    return {**own, **{name: item for name, item in default.items() if name not in own}}


def _slots(entries: Mapping[str, Entry], flows: Mapping[str, Flow], faults: list[Fault]) -> dict[str, Slot]:
    """A slot that says nothing of its answer is read by its type where a flow asks for it, and not at all elsewhere."""
    asked = {
        step.slot for flow in flows.values() for step in flow.steps.values() if isinstance(step, Collect)
    }
    slots = {name: reading_slots.slot(name, entry, faults) for name, entry in entries.items()}
    silent = {name for name, entry in entries.items() if _says_nothing(entry.node)} - asked
    return {
        name: dataclasses.replace(slot, answer=None) if name in silent else slot
        for name, slot in slots.items()
    }


def _says_nothing(node: Node) -> bool:
    return not isinstance(node, MapNode) or node.get("answer") is None


def _responses(entries: Mapping[str, Entry], faults: list[Fault]) -> dict[str, Response]:
    return {name: reading_responses.response(name, entry, faults) for name, entry in entries.items()}


def _flows(entries: Mapping[str, Entry], faults: list[Fault]) -> dict[str, Flow]:
    return {name: reading_flows.flow(name, entry, faults) for name, entry in entries.items()}


def _named(node: Node | None, faults: list[Fault], what: str) -> dict[str, Entry]:
    """The entries of a map of names; a fault when it is something else."""
    if node is None:
        return {}
    if not isinstance(node, MapNode):
        faults.append(Fault("wrong-kind", node.mark, f'{what}: esperava um mapa de "nome: …"'))
        return {}
    return dict(node.entries)
