"""`vignettes.yml`: from YAML to vignettes; every mistake is told with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.content.protocols import Source
from bot.vignettes.definitions import Vignette
from config import marked_yaml
from config.marked_yaml import Fault, ListNode, MapNode, Node, ScalarNode, Shape

#: The file's name, in the pack's folder.
VIGNETTES: Final = "vignettes.yml"

Words = Mapping[str, tuple[str, ...]]


def read(folder: Path, content: Content) -> tuple[Vignette, ...]:
    """The pack's vignettes, none when it has no such file; raises ContentInvalid with every fault."""
    path = folder / VIGNETTES
    if not path.exists():
        return ()
    node, found = marked_yaml.read(path, root=folder)
    faults = list(found)
    vignettes = _file(node, content, faults) if node is not None else ()
    if faults:
        raise ContentInvalid(faults)
    return vignettes


def _file(node: Node, content: Content, faults: list[Fault]) -> tuple[Vignette, ...]:
    shape = Shape(node, what="o arquivo de casos", faults=faults, mark=node.mark)
    common = _words(shape, "everybody", content.slots, faults)
    listed = shape.list("vignettes")
    shape.done()
    vignettes = tuple(_vignette(item, common, content, faults) for item in listed.items) if listed else ()
    _refuse_twice(vignettes, faults)
    return vignettes


def _vignette(node: Node, common: Words, content: Content, faults: list[Fault]) -> Vignette:
    shape = Shape(node, what="o caso", faults=faults, mark=node.mark)
    vignette = Vignette(
        id=shape.required_text("id"),
        who=shape.required_text("who"),
        opens=shape.texts("opens") or ("oi",),
        answers={**common, **_words(shape, "answers", content.slots, faults)},
        says=_words(shape, "says", content.slots, faults),
        expected=_class(shape, content),
        hears=_heard(shape, content),
        because=shape.required_text("because"),
        source=_source(shape, content, faults),
        mark=shape.mark,
    )
    shape.done()
    return vignette


def _words(shape: Shape, key: str, slots: Collection[str], faults: list[Fault]) -> Words:
    """A map from slots to what is written: one text, or several in turn."""
    node = shape.map(key)
    words = {}
    for slot, entry in (node.entries if isinstance(node, MapNode) else {}).items():
        if slot not in slots:
            faults.append(Fault("unknown-slot", entry.key_mark, _unknown("o slot", slot, slots)))
        words[slot] = _texts(entry.node, faults)
    return words


def _texts(node: Node, faults: list[Fault]) -> tuple[str, ...]:
    items = node.items if isinstance(node, ListNode) else [node]
    texts = tuple(item.written for item in items if isinstance(item, ScalarNode))
    if len(texts) != len(items) or not texts:
        faults.append(
            Fault("wrong-kind", node.mark, "esperava o que a pessoa escreve: um texto ou uma lista de textos")
        )
    return texts


def _class(shape: Shape, content: Content) -> str:
    expected = shape.required_text("class")
    known = [risk_class.id for risk_class in content.protocol.classes]
    if expected and expected not in known:
        shape.fault("unknown-class", _unknown("a classe", expected, known), key="class")
    return expected


def _heard(shape: Shape, content: Content) -> str | None:
    heard = shape.text("hears")
    if heard is not None and heard not in content.responses:
        shape.fault("unknown-response", _unknown("a resposta", heard, content.responses), key="hears")
    return heard


def _source(shape: Shape, content: Content, faults: list[Fault]) -> Source:
    node = shape.map("source")
    if node is None:
        shape.fault("missing-source", 'o caso precisa de "source: {ref, where}"')
        return Source(ref="", where="")
    inner = Shape(node, what="a fonte", faults=faults, mark=node.mark)
    source = Source(ref=inner.required_text("ref"), where=inner.required_text("where"))
    inner.done()
    if source.ref and source.ref not in content.protocol.sources:
        inner.fault(
            "unknown-source", _unknown("a fonte", source.ref, content.protocol.sources.keys()), key="ref"
        )
    return source


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    meant = marked_yaml.closest(name, known)
    return f'{what} "{name}" não existe' + (f'; você quis dizer "{meant}"?' if meant else "")


def _refuse_twice(vignettes: tuple[Vignette, ...], faults: list[Fault]) -> None:
    seen: dict[str, Vignette] = {}
    for vignette in vignettes:
        if vignette.id in seen:
            sentence = f'o caso "{vignette.id}" já existe em {seen[vignette.id].mark}'
            faults.append(Fault("duplicate-name", vignette.mark, sentence))
        seen[vignette.id] = vignette
