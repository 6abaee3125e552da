"""Which small mistakes can stand in a flow?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.content.steps import END
from bot.mutating import in_conditions, trees
from bot.mutating.definitions import Edit, Mutant, Operator
from bot.mutating.trees import type_path
from bot.told import Told
from config.marked_yaml import Entry, ListNode, MapNode, Mark, Node, ScalarNode

#: Kinds of step that do something.
_DOES: Final = ("collect", "action", "set_slots", "link", "call", "classify", "handoff")
_LEAVES: Final = frozenset({"link", "handoff"})
_SWITCHES: Final = ("ask_before_filling", "optional", "force_slot_filling")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    """What the mistakes of one flow have to know of it."""

    file: Node
    id: str
    #: The steps' ids, in the order of the file, those of nested lists included.
    steps: Sequence[str]
    #: The pack's flows, in the order of their names.
    flows: Sequence[str]

    def beside(self, target: str) -> str | None:
        """The step after the target, or else the one before it."""
        if target not in self.steps:
            return next(iter(self.steps), None)
        place = self.steps.index(target)
        near = [*self.steps[place + 1 : place + 2], *self.steps[max(place - 1, 0) : place]]
        return near[0] if near else None


def names(file: Node) -> Iterator[str]:
    """The flows of a file."""
    return (name for name, _, _ in trees.entries(file, ("flows",)))


def mutants(file: Node, flows: Sequence[str]) -> Iterator[Mutant]:
    """Every mistake in the flows of this file; `flows` are those of the whole pack."""
    for name, path, entry in trees.entries(file, ("flows",)):
        steps = tuple(_ids(entry.node, ("steps",)))
        flow = _Flow(file=file, id=name, steps=steps, flows=flows)
        yield from _guard(flow, path, entry)
        yield from _steps(flow, (*path, "steps"))


def _ids(node: Node, path: type_path) -> Iterator[str]:
    for place, step in trees.items(node, path):
        identity = trees.text(step, "id")
        if identity:
            yield identity
        for target in _targets(step, ()):
            yield from _ids(node, (*place, *target))


def _targets(step: Node, path: type_path) -> Iterator[type_path]:
    """Where a step says what comes next: `next`, or the `then` or `else` of its arms."""
    following = trees.at(step, ("next",))
    if isinstance(following, ListNode):
        for arm, node in trees.items(step, ("next",)):
            for key in ("then", "else"):
                if trees.at(node, (key,)) is not None:
                    yield (*path, *arm, key)
    elif following is not None:
        yield (*path, "next")


def _guard(flow: _Flow, path: type_path, entry: Entry) -> Iterator[Mutant]:
    guard = trees.at(entry.node, ("if",))
    if guard is None:
        return
    yield Mutant(
        id=f"{Operator.drop_guard}/{flow.id}",
        operator=Operator.drop_guard,
        mark=guard.mark,
        sentence=Told("o fluxo começa sem condição", "the flow begins without a condition"),
        edits=(Edit(path=(*path, "if"), node=None),),
        around=(*path, "if"),
    )
    yield from in_conditions.mutants(flow.file, (*path, "if"), owner=flow.id, around=(*path, "if"))


def _steps(flow: _Flow, path: type_path) -> Iterator[Mutant]:
    listed = trees.items(flow.file, path)
    for number, (place, step) in enumerate(listed):
        name = trees.text(step, "id") or str(number)
        owner = f"{flow.id}.{name}"
        after = trees.text(listed[number + 1][1], "id") if number + 1 < len(listed) else END
        yield from _dropped(place, step, owner, after)
        yield from _branches(flow, place, step, owner)
        yield from _slots(flow.file, place, owner)
        yield from _question(place, step, owner)
        yield from _elsewhere(flow, place, step, owner)
        for target in _targets(step, ()):
            yield from _steps(flow, (*place, *target))


def _dropped(path: type_path, step: Node, owner: str, after: str | None) -> Iterator[Mutant]:
    """The step does nothing, and what comes after it comes."""
    kind = next((kind for kind in _DOES if trees.at(step, (kind,)) is not None), None)
    following = trees.at(step, ("next",))
    if kind is None or (following is None and after is None) or not isinstance(step, MapNode):
        return
    if following is None:
        following = trees.scalar(END if kind in _LEAVES else after, step.mark)
    identity = {"id": step.entries["id"]} if "id" in step.entries else {}
    empty = MapNode(
        mark=step.mark,
        entries={
            **identity,
            "noop": Entry(key_mark=step.mark, node=trees.scalar(True, step.mark)),
            "next": Entry(key_mark=step.mark, node=following),
        },
    )
    yield Mutant(
        id=f"{Operator.drop_step}/{owner}",
        operator=Operator.drop_step,
        mark=step.mark,
        sentence=Told(f"o passo {owner} não faz nada", f"the step {owner} does nothing"),
        edits=(Edit(path=path, node=empty),),
        around=path,
    )


def _branches(flow: _Flow, path: type_path, step: Node, owner: str) -> Iterator[Mutant]:
    targets = list(_targets(step, path))
    for place, target in enumerate(targets):
        node = trees.at(flow.file, target)
        if not isinstance(node, ScalarNode):
            continue
        others = {
            END: END,
            "beside": flow.beside(node.written),
            "swapped": _next_arm(flow.file, targets, place),
        }
        for name, other in others.items():
            if other is not None and other != node.written:
                yield _redirected(node, target, other, f"{owner}.{place}/{name}", path)
    for arm, node in trees.items(flow.file, (*path, "next")):
        if trees.at(node, ("if",)) is None:
            continue
        yield Mutant(
            id=f"{Operator.drop_branch}/{owner}.{arm[-1]}",
            operator=Operator.drop_branch,
            mark=node.mark,
            sentence=Told(
                f"falta o ramo «{trees.text(node, 'if')}»",
                f"the branch `{trees.text(node, 'if')}` is missing",
            ),
            edits=(Edit(path=arm, node=None),),
            around=path,
        )
        yield from in_conditions.mutants(flow.file, (*arm, "if"), owner=f"{owner}.{arm[-1]}", around=path)


def _next_arm(file: Node, targets: Sequence[type_path], place: int) -> str | None:
    """Where the arm below leads."""
    if place + 1 >= len(targets):
        return None
    return trees.text(file, *targets[place + 1])


def _redirected(node: ScalarNode, path: type_path, other: str, name: str, around: type_path) -> Mutant:
    return Mutant(
        id=f"{Operator.redirect_step}/{name}",
        operator=Operator.redirect_step,
        mark=node.mark,
        sentence=Told(
            f'leva a "{other}" em vez de "{node.written}"', f'leads to "{other}" instead of "{node.written}"'
        ),
        edits=(Edit(path=path, node=trees.scalar(other, node.mark)),),
        around=around,
    )


def _elsewhere(flow: _Flow, path: type_path, step: Node, owner: str) -> Iterator[Mutant]:
    """A link or a call that leads to the flow of the next name."""
    for key in ("link", "call"):
        node = trees.at(step, (key,))
        if isinstance(node, ScalarNode) and node.written in flow.flows and len(flow.flows) > 1:
            place = flow.flows.index(node.written)
            other = flow.flows[(place + 1) % len(flow.flows)]
            yield _redirected(node, (*path, key), other, f"{owner}/{key}", path)


def _slots(file: Node, path: type_path, owner: str) -> Iterator[Mutant]:
    """One of the values that a step sets is not set, or is the contrary."""
    listed = trees.items(file, (*path, "set_slots"))
    for place, item in listed:
        for name, inner, entry in trees.entries(item, ()):
            value = trees.plain(entry.node)
            if isinstance(value, bool):
                yield _slot(entry.key_mark, (*place, *inner), not value, f"{owner}.{name}", path)
            if len(listed) > 1:
                yield Mutant(
                    id=f"{Operator.change_slot}/{owner}.{name}/dropped",
                    operator=Operator.change_slot,
                    mark=entry.key_mark,
                    sentence=Told(f'"{name}" não é guardado', f'"{name}" is not set'),
                    edits=(Edit(path=place, node=None),),
                    around=path,
                )


def _slot(mark: Mark, path: type_path, value: bool, name: str, around: type_path) -> Mutant:  # ruff: ignore[boolean-type-hint-positional-argument] - a value of YAML
    said = trees.scalar(value, mark)
    return Mutant(
        id=f"{Operator.change_slot}/{name}/{said.written}",
        operator=Operator.change_slot,
        mark=mark,
        sentence=Told(
            f"guarda {said.written} em vez do contrário", f"sets {said.written} instead of the contrary"
        ),
        edits=(Edit(path=path, node=said),),
        around=around,
    )


def _question(path: type_path, step: Node, owner: str) -> Iterator[Mutant]:
    for key in _SWITCHES:
        node = trees.at(step, (key,))
        if node is not None and isinstance(trees.plain(node), bool):
            new = trees.scalar(not trees.plain(node), node.mark)
            yield _asked(node.mark, (*path, key), new, f"{owner}/{key}", path)
    for key in ("retries", "timeout"):
        most = trees.at(step, (key, "max"))
        if most is not None and isinstance(trees.plain(most), int):
            for name, number in (("down", trees.plain(most) - 1), ("up", trees.plain(most) + 1)):
                if number >= 0:
                    new = trees.scalar(number, most.mark)
                    yield _asked(most.mark, (*path, key, "max"), new, f"{owner}/{key}.{name}", path)


def _asked(mark: Mark, path: type_path, new: ScalarNode, name: str, around: type_path) -> Mutant:
    return Mutant(
        id=f"{Operator.change_question}/{name}",
        operator=Operator.change_question,
        mark=mark,
        sentence=Told(f"{path[-1]}: {new.written}", f"{path[-1]}: {new.written}"),
        edits=(Edit(path=path, node=new),),
        around=around,
    )
