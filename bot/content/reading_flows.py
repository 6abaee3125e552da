"""`flows:`, as in Rasa's CALM: steps are flattened, so that each has an id and branches that name targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.content import conditions
from bot.content.definitions import END, Action, Branch, Collect, Flow, Link, Noop, SetSlots, Step, Value
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Mark, Node, ScalarNode, Shape

_KINDS: Final = ("collect", "action", "set_slots", "link", "noop")
#: Steps of Rasa's language that this version refuses by name.
_NOT_YET: Final[Mapping[str, str]] = {
    "call": 'o passo "call" ainda não existe aqui; use "link", ou escreva os passos neste fluxo',
    "rejections": '"rejections" ainda não existe aqui; a faixa aceita fica em "answer" do slot',
}


def flow(flow_id: str, entry: Entry, faults: list[Fault]) -> Flow:
    """One flow."""
    shape = Shape(entry.node, what=f'o fluxo "{flow_id}"', faults=faults, mark=entry.key_mark)
    listed = shape.list("steps")
    if listed is None or not listed.items:
        shape.fault("empty-flow", f'o fluxo "{flow_id}" precisa de "steps"')
    reader = _Steps(flow_id, faults)
    if listed:
        reader.read_list(listed, after=END, nested=False)
    guard = shape.node("if")
    read = Flow(
        id=flow_id,
        name=shape.text("name", flow_id.replace("_", " ")),
        description=shape.required_text("description"),
        guard=condition(guard, faults),
        triggers=_triggers(shape, faults),
        keywords=shape.texts("keywords"),
        steps=reader.steps,
        mark=entry.key_mark,
    )
    shape.done()
    return read


def condition(node: Node | None, faults: list[Fault]) -> conditions.Condition | None:
    """A condition written as text or as true/false."""
    if not isinstance(node, ScalarNode):
        if node is not None:
            faults.append(Fault("condition", node.mark, "a condição deve ser um texto"))
        return None
    if isinstance(node.value, bool):
        return conditions.always() if node.value else conditions.never()
    try:
        return conditions.parse(node.written)
    except conditions.ConditionInvalid as error:
        faults.append(Fault("condition", node.mark, str(error)))
        return None


def _triggers(shape: Shape, faults: list[Fault]) -> tuple[tuple[str, float | None], ...]:
    listed = shape.list("nlu_trigger")
    found: list[tuple[str, float | None]] = []
    for item in listed.items if listed else ():
        trigger = Shape(item, what="nlu_trigger", faults=faults, mark=item.mark)
        intent = trigger.node("intent")
        if isinstance(intent, MapNode):
            named = Shape(intent, what="intent", faults=faults, mark=intent.mark)
            found.append((named.required_text("name"), named.number("confidence_threshold")))
            named.done()
        else:
            found.append((trigger.required_text("intent"), None))
        trigger.done()
    return tuple(found)


@dataclass(slots=True)
class _Steps:
    """Collects the steps of one flow, those of nested lists included, in the order they stand."""

    flow_id: str
    faults: list[Fault]
    steps: dict[str, Step] = field(default_factory=dict)
    index: int = 0

    def read_list(self, listed: ListNode, *, after: str, nested: bool) -> str:
        """Read a list of steps; returns the id of the first. Without `next`, the following one is next."""
        shapes = [self._shape(item) for item in listed.items]
        ids = [self._id(shape) for shape in shapes]
        for number, (shape, step_id) in enumerate(zip(shapes, ids, strict=True)):
            last = number == len(shapes) - 1
            self._read(shape, step_id, following=after if last else ids[number + 1], must_say=last and nested)
        return ids[0] if ids else END

    def _shape(self, node: Node) -> Shape:
        return Shape(node, what=f'um passo do fluxo "{self.flow_id}"', faults=self.faults, mark=node.mark)

    def _id(self, shape: Shape) -> str:
        self.index += 1
        kind = next((kind for kind in _KINDS if shape.node(kind) is not None), "passo")
        step_id = shape.text("id", f"{self.flow_id}_{self.index}_{kind}")
        if step_id in self.steps or step_id == END:
            shape.fault("duplicate-step", f'o passo "{step_id}" já existe neste fluxo', key="id")
        self.steps[step_id] = Noop(id=step_id, branches=(), mark=shape.mark)
        return step_id

    def _read(self, shape: Shape, step_id: str, *, following: str, must_say: bool) -> None:
        for key, sentence in _NOT_YET.items():
            if shape.node(key) is not None:
                shape.fault("not-supported", sentence, key=key)
        kinds = [kind for kind in _KINDS if shape.node(kind) is not None]
        if len(kinds) != 1:
            shape.fault("step-kind", f"um passo tem exatamente um destes: {', '.join(_KINDS)}")
        shape.text("description")
        shape.map("metadata")
        following_node = shape.node("next")
        says = following_node is not None or "link" in kinds
        if must_say and not says:
            shape.fault("missing-next", 'o último passo de um ramo precisa de "next" (um passo ou END)')
        if "noop" in kinds and following_node is None:
            shape.fault("missing-next", '"noop" só faz sentido com "next"')
        branches = self._branches(following_node, following, shape.mark)
        if kinds:
            common = {"id": step_id, "branches": branches, "mark": shape.mark}
            self.steps[step_id] = _step(kinds[0], shape, common)
        shape.done()

    def _branches(self, node: Node | None, following: str, mark: Mark) -> tuple[Branch, ...]:
        if node is None:
            return (Branch(condition=None, target=following, mark=mark),)
        if isinstance(node, ListNode):
            arms = tuple(self._arm(item) for item in node.items)
            if not arms or arms[-1].condition is not None:
                self.faults.append(
                    Fault("missing-else", node.mark, 'os ramos de "next" precisam terminar com "else"')
                )
            return arms
        return (Branch(condition=None, target=self._target(node), mark=node.mark),)

    def _arm(self, node: Node) -> Branch:
        shape = Shape(node, what="o ramo", faults=self.faults, mark=node.mark)
        otherwise = shape.node("else")
        if otherwise is not None:
            shape.done()
            return Branch(condition=None, target=self._target(otherwise), mark=otherwise.mark)
        tested = shape.node("if")
        if tested is None:
            shape.fault("missing-if", 'um ramo é "if" com "then", ou "else"')
        then = shape.node("then")
        if then is None:
            shape.fault("missing-then", 'depois de "if" falta "then"')
        shape.done()
        target = self._target(then) if then is not None else END
        return Branch(
            condition=condition(tested, self.faults) or conditions.never(),
            target=target,
            mark=tested.mark if tested else shape.mark,
        )

    def _target(self, node: Node) -> str:
        if isinstance(node, ListNode) and node.items:
            return self.read_list(node, after=END, nested=True)
        if isinstance(node, ScalarNode) and node.value is not None:
            return node.written
        self.faults.append(
            Fault("missing-target", node.mark, "falta o passo seguinte: um id, END ou uma lista de passos")
        )
        return END


def _step(kind: str, shape: Shape, common: dict[str, Any]) -> Step:
    match kind:
        case "collect":
            slot = shape.required_text("collect")
            return Collect(
                slot=slot,
                utter=shape.text("utter", f"utter_ask_{slot}"),
                always_ask=shape.flag("ask_before_filling", default=False),
                **common,
            )
        case "action":
            return Action(action=shape.required_text("action"), **common)
        case "set_slots":
            return SetSlots(values=_literals(shape), **common)
        case "link":
            return Link(flow=shape.required_text("link"), **common)
        case _:
            return Noop(**common)


def _literals(shape: Shape) -> tuple[tuple[str, Value], ...]:
    listed = shape.list("set_slots")
    pairs: list[tuple[str, Value]] = []
    for item in listed.items if listed else ():
        entries = item.entries if isinstance(item, MapNode) else {}
        if not entries:
            shape.fault("wrong-kind", 'cada item de "set_slots" é "slot: valor"', key="set_slots")
        pairs.extend((name, _literal(entry.node)) for name, entry in entries.items())
    return tuple(pairs)


def _literal(node: Node) -> Value:
    match node:
        case ScalarNode(value=value):
            return value
        case ListNode(items=items):
            return [item.written for item in _scalars(items)]
        case _:
            return None


def _scalars(items: Sequence[Node]) -> list[ScalarNode]:
    return [item for item in items if isinstance(item, ScalarNode)]
