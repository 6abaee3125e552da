"""`steps:` of a flow: nested lists are flattened, so that each step has an id and branches that name targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.content import conditions, reading_step_kinds, reading_values
from bot.content.definitions import END, Branch, Noop, Step
from config.marked_yaml import Fault, ListNode, Mark, Node, ScalarNode, Shape


@dataclass(slots=True)
class Steps:
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
        kind = next((kind for kind in reading_step_kinds.KINDS if shape.node(kind) is not None), "passo")
        step_id = shape.text("id", f"{self.flow_id}_{self.index}_{kind}")
        if step_id in self.steps or step_id == END:
            shape.fault("duplicate-step", f'o passo "{step_id}" já existe neste fluxo', key="id")
        self.steps[step_id] = Noop(id=step_id, branches=(), mark=shape.mark)
        return step_id

    def _read(self, shape: Shape, step_id: str, *, following: str, must_say: bool) -> None:
        kinds = [kind for kind in reading_step_kinds.KINDS if shape.node(kind) is not None]
        if len(kinds) != 1:
            shape.fault(
                "step-kind", f"um passo tem exatamente um destes: {', '.join(reading_step_kinds.KINDS)}"
            )
        shape.text("description")
        shape.map("metadata")
        following_node = shape.node("next")
        leaves = "link" in kinds or "handoff" in kinds
        if must_say and following_node is None and not leaves:
            shape.fault("missing-next", 'o último passo de um ramo precisa de "next" (um passo ou END)')
        if "noop" in kinds and following_node is None:
            shape.fault("missing-next", '"noop" só faz sentido com "next"')
        branches = self._branches(following_node, END if leaves else following, shape.mark)
        if kinds:
            common = {"id": step_id, "branches": branches, "mark": shape.mark}
            self.steps[step_id] = reading_step_kinds.read(kinds[0], shape, self.faults, common)
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
            condition=reading_values.condition(tested, self.faults) or conditions.never(),
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
