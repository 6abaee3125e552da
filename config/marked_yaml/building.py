"""From the parser's events to nodes: anchors, merge keys, duplicate keys, and the limits."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from config.marked_yaml import limits
from config.marked_yaml.faults import Fault, Mark
from config.marked_yaml.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from config.marked_yaml.places import Places
from config.marked_yaml.scalars import plain_value

_TEXT_TAG = "tag:yaml.org,2002:str"


class Stopped(Exception):
    """The rest of the file cannot be read; the builder's faults say why."""


@dataclass(frozen=True, slots=True)
class _Built:
    """A node with what it weighs once aliases are followed."""

    node: Node
    size: int = 1
    height: int = 0


class Builder:
    """Builds one file's nodes and gathers its faults; raises `Stopped` where reading on makes no sense."""

    def __init__(self, places: Places) -> None:
        self.faults: list[Fault] = []
        self._places = places
        self._anchors: dict[str, _Built | None] = {}
        self._expanded = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the root node of a stream of exactly one document."""
        next(events)  # start of the stream
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            self._fault("empty-file", self._places.start, "o arquivo está vazio", "the file is empty")
            return None
        root = self._build(events, next(events), depth=0).node
        next(events)  # end of the document
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._fault(
                "several-documents",
                self._mark(after),
                'um arquivo só pode ter um documento; tire o "---"',
                'a file may hold one document only; take the "---" away',
            )
        return root

    def _build(self, events: Iterator[yaml.Event], event: yaml.Event, *, depth: int) -> _Built:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        anchor = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if anchor is not None:
            self._declare(anchor, event)
        built = self._fresh(events, event, depth)
        if anchor is not None:
            self._anchors[anchor] = built
        return built

    def _fresh(self, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> _Built:
        if isinstance(event, yaml.ScalarEvent):
            return _Built(self._scalar(event))
        if isinstance(event, yaml.CollectionStartEvent) and event.tag is not None:
            self._unknown_tag(event.tag, self._mark(event))
        if depth >= limits.DEPTH:
            self._too_deep(self._mark(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, event, depth)
        return self._map(events, event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        plain = event.implicit[0] and not event.style
        if event.tag not in {None, _TEXT_TAG}:
            self._unknown_tag(event.tag, self._mark(event))
        value = plain_value(event.value) if plain else event.value
        return ScalarNode(mark=self._mark(event), value=value, written=event.value)

    def _list(self, events: Iterator[yaml.Event], start: yaml.Event, depth: int) -> _Built:
        parts: list[_Built] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            parts.append(self._build(events, event, depth=depth + 1))
        node = ListNode(mark=self._mark(start), items=tuple(part.node for part in parts))
        return _weigh(node, parts)

    def _map(self, events: Iterator[yaml.Event], start: yaml.Event, depth: int) -> _Built:
        entries: dict[str, Entry] = {}
        merged: list[MapNode] = []
        parts: list[_Built] = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            is_merge = isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style
            key = self._build(events, event, depth=depth + 1)
            value = self._build(events, next(events), depth=depth + 1)
            parts.append(value)
            if is_merge:
                merged += self._merged_maps(value.node)
            else:
                self._enter(entries, self._mark(event), key.node, value.node)
        for source in merged:
            for name, entry in source.entries.items():
                entries.setdefault(name, entry)
        return _weigh(MapNode(mark=self._mark(start), entries=entries), parts)

    def _enter(self, entries: dict[str, Entry], mark: Mark, key: Node, value: Node) -> None:
        if not isinstance(key, ScalarNode) or not key.written:
            self._fault(
                "bad-key",
                mark,
                "a chave deve ser um texto simples, não vazio",
                "a key has to be a plain text, not empty",
            )
        elif (earlier := entries.get(key.written)) is not None:
            sentence = f'chave "{key.written}" repetida: já está na linha {earlier.key_mark.line}, e de novo na linha {mark.line}'
            first = earlier.key_mark.line
            english = f'key "{key.written}" repeated: it stands on line {first} already, and on line {mark.line} again'
            self._fault("duplicate-key", mark, sentence, english)
        else:
            entries[key.written] = Entry(key_mark=mark, node=value)

    def _merged_maps(self, node: Node) -> list[MapNode]:
        sources = node.items if isinstance(node, ListNode) else (node,)
        maps = [source for source in sources if isinstance(source, MapNode)]
        if len(maps) < len(sources):
            self._fault(
                "bad-merge",
                node.mark,
                '"<<" só junta mapas; aponte para a âncora de um mapa',
                '"<<" only joins maps; name the anchor of a map',
            )
        return maps

    def _declare(self, anchor: str, event: yaml.Event) -> None:
        if anchor in self._anchors:
            self._fault(
                "duplicate-anchor",
                self._mark(event),
                f'âncora "&{anchor}" declarada duas vezes',
                f'anchor "&{anchor}" declared twice',
            )
        self._anchors[anchor] = None

    def _alias(self, event: yaml.AliasEvent, depth: int) -> _Built:
        mark = self._mark(event)
        if event.anchor not in self._anchors:
            sentence = f'não há âncora "&{event.anchor}" antes daqui; se era texto que começa com "*", ponha-o entre aspas'
            english = f'there is no anchor "&{event.anchor}" before this; if it was a text that begins with "*", quote it'
            self._fault("unknown-anchor", mark, sentence, english)
            return _Built(ScalarNode(mark=mark, value=None, written=""))
        built = self._anchors[event.anchor]
        if built is None:
            self._fault(
                "recursive-alias",
                mark,
                f'"*{event.anchor}" está dentro do que ele mesmo repete',
                f'"*{event.anchor}" stands inside what it repeats',
            )
            raise Stopped
        self._expand(built, mark, depth)
        return built

    def _expand(self, built: _Built, mark: Mark, depth: int) -> None:
        self._expanded += built.size
        if self._expanded > limits.EXPANDED_NODES:
            sentence = (
                f"âncoras repetidas demais (mais de {limits.EXPANDED_NODES} valores); escreva por extenso"
            )
            english = f"too many repeated anchors (more than {limits.EXPANDED_NODES} values); write them out"
            self._fault("too-many-aliases", mark, sentence, english)
            raise Stopped
        if depth + built.height > limits.DEPTH:
            self._too_deep(mark)

    def _too_deep(self, mark: Mark) -> None:
        self._fault(
            "too-deep",
            mark,
            f"mais de {limits.DEPTH} níveis um dentro do outro; simplifique",
            f"more than {limits.DEPTH} levels inside each other; make it simpler",
        )
        raise Stopped

    def _unknown_tag(self, tag: str, mark: Mark) -> None:
        sentence = f'etiqueta "{tag}" desconhecida; se era texto que começa com "!", ponha-o entre aspas'
        english = f'unknown tag "{tag}"; if it was a text that begins with "!", quote it'
        self._fault("unknown-tag", mark, sentence, english)

    def _fault(self, rule: str, mark: Mark, sentence: str, english: str) -> None:
        self.faults.append(Fault(rule, mark, sentence, english=english))

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        return self._places.start if start is None else self._places.mark(start.line, start.column)


def _weigh(node: Node, parts: list[_Built]) -> _Built:
    return _Built(
        node,
        size=1 + sum(part.size for part in parts),
        height=1 + max((part.height for part in parts), default=0),
    )
