"""`slots:`, as in Rasa's domain.yml, with `label` and `answer` besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.content import answers, reading_answers, reading_values
from bot.content.definitions import Rejection, Slot, SlotType, Value
from config.marked_yaml import Entry, Fault, Node, ScalarNode, Shape, closest

#: Mappings of Rasa's that let the citizen's words fill the slot.
FROM_WORDS: Final = frozenset({"from_llm", "from_text"})
#: Mappings that let only flows fill it.
FROM_FLOWS: Final = frozenset({"controlled", "custom"})
_REFUSED: Final[Mapping[str, str]] = {
    "from_entity": 'entidades não são tiradas das frases; escreva em "answer" como a resposta é lida',
    "from_trigger_intent": "formulários não existem aqui; use um fluxo",
}


def slot(name: str, entry: Entry, faults: list[Fault]) -> Slot:
    """One slot."""
    shape = Shape(entry.node, what=f'o slot "{name}"', faults=faults, mark=entry.key_mark)
    kind = _type(shape)
    answer = shape.map("answer")
    mappings, from_intents = _mappings(shape, faults)
    controlled = bool(mappings) and mappings <= FROM_FLOWS
    verbatim = "from_text" in mappings and not mappings & {"from_llm"}
    rejections, refill_utter = _validation(shape, faults)
    shape.text("description")
    if shape.node("influence_conversation") is not None:
        shape.warn("no-effect", '"influence_conversation" não tem efeito aqui', key="influence_conversation")
    implied = _implied(SlotType.text if verbatim and kind is SlotType.any else kind, shape)
    read = Slot(
        name=name,
        label=shape.text("label", name.replace("_", " ").capitalize()),
        translations=reading_values.translations(shape, faults),
        answer=reading_answers.read(answer, faults) if answer else None if controlled else implied,
        mark=entry.key_mark,
        type=kind,
        initial=reading_values.literal(shape.node("initial_value")),
        rejections=rejections,
        refill_utter=refill_utter,
        from_intents=from_intents,
        controlled=controlled,
        only_when_asked=verbatim,
        lasting=shape.flag("lasting", default=False),
        retention=shape.text("retention"),
    )
    shape.done()
    return read


def _type(shape: Shape) -> SlotType:
    kind = shape.text("type", SlotType.text.value)
    if kind in list(SlotType):
        return SlotType(kind)
    meant = closest(kind, SlotType)
    hint = f'; você quis dizer "{meant}"?' if meant else f"; use um destes: {', '.join(sorted(SlotType))}"
    shape.fault("unknown-slot-type", f'tipo de slot "{kind}"{hint}', key="type")
    return SlotType.any


def _implied(kind: SlotType, shape: Shape) -> answers.Answer | None:
    """How a slot without `answer` is read when a flow asks for it: by its type, as Rasa does."""
    values = shape.texts("values")
    low, high = shape.number("min_value"), shape.number("max_value")
    match kind:
        case SlotType.bool:
            return answers.YesNo(allow_unknown=False)
        case SlotType.float:
            return answers.Number(
                minimum=-answers.ANY_NUMBER if low is None else low,
                maximum=answers.ANY_NUMBER if high is None else high,
            )
        case SlotType.categorical | SlotType.strict_categorical if values:
            return answers.Choice(options=tuple(_option(value) for value in values))
        case SlotType.text:
            return answers.FreeText()
        case _:
            return None


def _option(value: str) -> answers.Option:
    return answers.Option(id=value, label=value.replace("_", " ").capitalize())


def _mappings(shape: Shape, faults: list[Fault]) -> tuple[set[str], Mapping[str, Value]]:
    """Who may fill the slot, and what intents say about it."""
    listed = shape.list("mappings")
    kinds: set[str] = set()
    from_intents: dict[str, Value] = {}
    for item in listed.items if listed else ():
        mapping = Shape(item, what="o mapeamento", faults=faults, mark=item.mark)
        kind = mapping.required_text("type")
        kinds.add(kind)
        if kind == "from_intent":
            from_intents[mapping.required_text("intent")] = reading_values.literal(mapping.node("value"))
        _known_mapping(mapping, kind)
        mapping.done()
    return kinds, from_intents


def _known_mapping(mapping: Shape, kind: str) -> None:
    if kind in _REFUSED:
        mapping.fault("not-supported", f'mapeamento "{kind}": {_REFUSED[kind]}', key="type")
    elif kind and kind not in {*FROM_WORDS, *FROM_FLOWS, "from_intent"}:
        known = sorted({*FROM_WORDS, *FROM_FLOWS, "from_intent"})
        mapping.fault(
            "not-supported", f'mapeamento "{kind}" não existe; use um destes: {", ".join(known)}', key="type"
        )
    for key in (
        "conditions",
        "not_intent",
        "coexistence_system",
        "run_action_every_turn",
        "entity",
        "role",
        "group",
    ):
        if mapping.node(key) is not None and kind not in _REFUSED:
            mapping.fault(
                "not-supported", f'"{key}" não existe aqui; quem decide quando perguntar é o fluxo', key=key
            )
    if mapping.node("allow_nlu_correction") is not None:
        mapping.warn("no-effect", '"allow_nlu_correction" não tem efeito aqui', key="allow_nlu_correction")


def _validation(shape: Shape, faults: list[Fault]) -> tuple[tuple[Rejection, ...], str | None]:
    node: Node | None = shape.map("validation")
    if node is None or isinstance(node, ScalarNode):
        return (), None
    inner = Shape(node, what='"validation"', faults=faults, mark=node.mark)
    read = reading_values.rejections(inner, faults), inner.text("refill_utter")
    inner.done()
    return read
