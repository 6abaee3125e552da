"""`responses:`, as in Rasa's domain.yml, with `regions` besides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content import conditions, reading_values, texts
from bot.content.definitions import Button, Response, Value, Variation
from bot.content.predicates import AllOf, Comparer, Comparison
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Mark, Node, ScalarNode, Shape

_REFUSED: Final = {
    "custom": "mensagens próprias de um canal não existem aqui; escreva texto",
    "elements": "cartões não existem nos canais da Bela; escreva texto e botões",
}
#: Keys of Rasa's that change nothing in a text channel.
NO_EFFECT: Final = ("button_type", "allow_interruptions")
#: Keys of `metadata` that ask a language model to write.
_REPHRASING: Final = ("rephrase", "rephrase_prompt")


def response(name: str, entry: Entry, faults: list[Fault]) -> Response:
    """One response with its variations."""
    variations = entry.node.items if isinstance(entry.node, ListNode) else ()
    if not variations:
        faults.append(
            Fault("empty-response", entry.key_mark, f'a resposta "{name}" precisa de uma lista de textos')
        )
    return Response(
        name=name,
        variations=tuple(_variation(name, node, faults, entry.key_mark) for node in variations),
        mark=entry.key_mark,
    )


def _variation(name: str, node: Node, faults: list[Fault], mark: Mark) -> Variation:
    shape = Shape(node, what=f'a resposta "{name}"', faults=faults, mark=mark)
    for key, reason in _REFUSED.items():
        if shape.node(key) is not None:
            shape.fault("not-supported", f'"{key}": {reason}', key=key)
    for key in NO_EFFECT:
        if shape.node(key) is not None:
            shape.warn("no-effect", f'"{key}" não tem efeito aqui', key=key)
    _metadata(shape)
    text = shape.required_text("text").strip()
    translations = reading_values.translations(shape, faults)
    variation = Variation(
        text=text,
        buttons=tuple(_buttons(shape, faults)),
        channel=shape.text("channel"),
        names=texts.names("\n".join((text, *translations.values()))),
        condition=_condition(shape, faults),
        regions=shape.texts("regions"),
        translations=translations,
        image=_link(shape, "image"),
        attachment=_attachment(shape, faults),
        template=shape.text("template"),
        id=shape.text("id"),
        mark=shape.mark,
    )
    shape.done()
    return variation


def _metadata(shape: Shape) -> None:
    metadata = shape.map("metadata")
    for key in _REPHRASING:
        if metadata and metadata.get(key) is not None:
            shape.warn(
                "no-effect",
                f'"{key}" não tem efeito: nenhum modelo de linguagem reescreve textos aqui',
                key="metadata",
            )


def _buttons(shape: Shape, faults: list[Fault]) -> Iterator[Button]:
    """`buttons` and `quick_replies` are the same thing here: numbered lines."""
    for key in ("buttons", "quick_replies"):
        listed = shape.list(key)
        for item in listed.items if listed else ():
            yield _button(item, faults, shape.mark)


def _button(node: Node, faults: list[Fault], mark: Mark) -> Button:
    shape = Shape(node, what="o botão", faults=faults, mark=mark)
    button = Button(
        title=shape.required_text("title"),
        payload=shape.required_text("payload"),
        translations=reading_values.translations(shape, faults),
    )
    shape.text("type")
    shape.done()
    return button


def _condition(shape: Shape, faults: list[Fault]) -> conditions.Condition | None:
    """A predicate, or Rasa's older list of slots and values that must all be equal."""
    node = shape.node("condition")
    if not isinstance(node, ListNode):
        return reading_values.condition(node, faults)
    parts: list[Comparison] = []
    for item in node.items:
        inner = Shape(item, what="a condição", faults=faults, mark=item.mark)
        kind = inner.text("type", "slot")
        if kind != "slot":
            inner.fault("condition", f'condição do tipo "{kind}"; só existe "slot"', key="type")
        name = inner.required_text("name")
        parts.append(_equal(name, reading_values.literal(inner.node("value"))))
        inner.done()
    return conditions.of(AllOf(terms=tuple(parts))) if parts else None


def _equal(name: str, value: Value) -> Comparison:
    return Comparison(slot=name, comparer=Comparer.equal, constant=None if isinstance(value, list) else value)


def _link(shape: Shape, key: str) -> str | None:
    written = shape.text(key)
    if written is not None and not written.startswith("https://"):
        shape.fault("not-a-link", f'"{key}" deve ser um endereço que começa com https://', key=key)
    return written


def _attachment(shape: Shape, faults: list[Fault]) -> str | None:
    """A link, or Rasa's map with the link somewhere in it."""
    node = shape.node("attachment")
    if not isinstance(node, MapNode):
        return _link(shape, "attachment")
    for entry in _scalars(node):
        if entry.written.startswith("https://"):
            return entry.written
    faults.append(
        Fault("not-a-link", node.mark, '"attachment" precisa de um endereço que começa com https://')
    )
    return None


def _scalars(node: MapNode) -> Iterator[ScalarNode]:
    for entry in node.entries.values():
        if isinstance(entry.node, ScalarNode):
            yield entry.node
        elif isinstance(entry.node, MapNode):
            yield from _scalars(entry.node)
