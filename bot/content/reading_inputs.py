"""The protocol's `inputs:`: what it decides by, which numbers are plausible, and which way is worse.

Type, range and options follow from how the slot's answer is read. Where the protocol states them too, for people who
read only the protocol, both must agree. An input that is not declared is known by its answer alone, and the proof
refuses it because nobody said which way it grows worse.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from bot.content import answers, reading_rules
from bot.content.definitions import Slot
from bot.content.protocols import Input, InputType, Omission, Worse
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Node, ScalarNode, Shape

#: The directions that make sense of each type.
_DIRECTIONS: Final[Mapping[InputType, frozenset[Worse]]] = {
    InputType.yes_no: frozenset({Worse.true, Worse.false, Worse.neither}),
    InputType.choice: frozenset({Worse.ranked, Worse.neither}),
    InputType.several: frozenset({Worse.more, Worse.neither}),
    InputType.number: frozenset({Worse.higher, Worse.lower, Worse.neither}),
    InputType.whole: frozenset({Worse.higher, Worse.lower, Worse.neither}),
    InputType.text: frozenset({Worse.neither}),
}


def inputs(
    declared: MapNode | None, looked_at: Collection[str], slots: Mapping[str, Slot], faults: list[Fault]
) -> dict[str, Input]:
    """Those that are declared, in that order, and then those that a rule looks at all the same."""
    read: dict[str, Input] = {}
    for name, entry in (declared.entries if declared else {}).items():
        slot = slots.get(name)
        if slot is None:
            faults.append(
                Fault("unknown-slot", entry.key_mark, f'a entrada "{name}" não é um slot do pacote')
            )
            continue
        read[name] = _input(slot, entry, faults)
    for name in sorted(set(looked_at) - read.keys()):
        if name in slots:
            read[name] = _undeclared(slots[name])
    return read


def _undeclared(slot: Slot) -> Input:
    kind, minimum, maximum, options = _of_answer(slot.answer)
    return Input(
        slot=slot.name,
        type=kind,
        minimum=minimum,
        maximum=maximum,
        options=options,
        worse=None,
        ranks=(),
        holds_from=None,
        holds_to=None,
        because=None,
        benign=None,
        sensitive=True,
        not_asked_when=(),
        mark=slot.mark,
    )


def _input(slot: Slot, entry: Entry, faults: list[Fault]) -> Input:
    shape = Shape(entry.node, what=f'a entrada "{slot.name}"', faults=faults, mark=entry.key_mark)
    kind, minimum, maximum, options = _of_answer(slot.answer)
    _agrees(shape, kind, minimum, maximum, faults)
    worse, ranks = _worse(shape, kind, options)
    holds_from, holds_to, because = shape.number("from"), shape.number("to"), shape.text("because")
    narrowed = holds_from is not None or holds_to is not None
    if (narrowed or worse is Worse.neither) and not because:
        shape.fault("missing-key", f'a entrada "{slot.name}" precisa dizer por quê, em "because"')
    read = Input(
        slot=slot.name,
        type=kind,
        minimum=minimum,
        maximum=maximum,
        options=options,
        worse=worse,
        ranks=ranks,
        holds_from=holds_from,
        holds_to=holds_to,
        because=because,
        benign=_benign(shape),
        sensitive=shape.flag("sensitive", default=True),
        not_asked_when=reading_rules.items(shape, "not_asked_when", lambda item: _omission(item, faults)),
        mark=entry.key_mark,
    )
    shape.done()
    return read


type_known = tuple[InputType, float | None, float | None, tuple[str, ...]]


def _of_answer(answer: answers.Answer | None) -> type_known:
    kind = InputType.text
    low: float | None = None
    high: float | None = None
    options: tuple[str, ...] = ()
    match answer:
        case answers.YesNo():
            kind = InputType.yes_no
        case answers.Choice(options=listed):
            kind, options = InputType.choice, tuple(option.id for option in listed)
        case answers.MultiChoice(options=listed):
            kind, options = InputType.several, tuple(option.id for option in listed)
        case answers.Number(minimum=low, maximum=high, whole=whole):
            kind = InputType.whole if whole else InputType.number
        case answers.Temperature(minimum=low, maximum=high):
            kind = InputType.number
        case answers.Age(maximum=top) | answers.Duration(maximum_days=top):
            kind, low, high = InputType.whole, 0.0, float(top)
    return kind, low, high, options


def _agrees(
    shape: Shape, kind: InputType, minimum: float | None, maximum: float | None, faults: list[Fault]
) -> None:
    stated = shape.text("type")
    if stated is not None and stated != kind:
        sentence = f'aqui está "{stated}", e a resposta do slot é lida como "{kind}"'
        shape.fault("input-mismatch", sentence, key="type")
    node = shape.map("range")
    if node is None:
        return
    inner = Shape(node, what="a faixa", faults=faults, mark=node.mark)
    for key, known in (("min", minimum), ("max", maximum)):
        number = inner.number(key)
        if number != known:
            sentence = f"a faixa diz {key} {_shown(number)}, e a pergunta aceita {key} {_shown(known)}"
            shape.fault("input-mismatch", sentence, key="range")
    inner.done()


def _shown(number: float | None) -> str:
    return "nenhum" if number is None else f"{number:g}"


def _worse(
    shape: Shape, kind: InputType, options: Collection[str]
) -> tuple[Worse | None, tuple[tuple[str, ...], ...]]:
    node = shape.node("worse")
    if isinstance(node, ListNode):
        return Worse.ranked, _ranks(shape, node, kind, options)
    if node is None:
        return None, ()
    word = node.written.lower() if isinstance(node, ScalarNode) else ""
    allowed = {direction.value for direction in _DIRECTIONS[kind] - {Worse.ranked}}
    if word not in allowed:
        hint = ", ".join(sorted(allowed)) or "uma lista das opções, da mais branda à pior"
        shape.fault("wrong-kind", f'"worse" de um "{kind}" é {hint}, e veio "{word}"', key="worse")
        return None, ()
    return Worse(word), ()


def _ranks(
    shape: Shape, node: ListNode, kind: InputType, options: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    ranks = tuple(
        tuple(_written(inner) for inner in item.items) if isinstance(item, ListNode) else (_written(item),)
        for item in node.items
    )
    ranked = [option for rank in ranks for option in rank]
    if kind is not InputType.choice or sorted(ranked) != sorted(options):
        sentence = f'"worse" deve ter cada opção uma vez, da mais branda à pior: {", ".join(options)}'
        shape.fault("unknown-option", sentence, key="worse")
    return ranks


def _written(node: Node) -> str:
    return node.written if isinstance(node, ScalarNode) else ""


def _benign(shape: Shape) -> str | bool | int | float | tuple[str, ...] | None:
    node = shape.node("benign")
    if isinstance(node, ListNode):
        return tuple(_written(item) for item in node.items)
    value = node.value if isinstance(node, ScalarNode) else None
    return value if isinstance(value, (str, bool, int, float)) else None


def _omission(node: Node, faults: list[Fault]) -> Omission:
    shape = Shape(node, what='o caso em "not_asked_when"', faults=faults, mark=node.mark)
    read = Omission(
        condition=reading_rules.condition(shape, faults, what='"not_asked_when"'),
        because=shape.required_text("because"),
        mark=shape.mark,
    )
    shape.done()
    return read
