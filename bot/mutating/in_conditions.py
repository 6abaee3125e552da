"""Mistakes in a condition, as mutants of the file that it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.content import conditions, predicates
from bot.mutating import mistakes, trees
from bot.mutating.definitions import Edit, Mutant
from bot.mutating.trees import type_path
from config.marked_yaml import MapNode, Node, ScalarNode


def mutants(
    file: Node, path: type_path, *, owner: str, around: type_path, decimal: Collection[str] = ()
) -> Iterator[Mutant]:
    """Every mistake in the condition that stands there; none where there is none."""
    node = trees.at(file, path)
    if not isinstance(node, ScalarNode):
        return
    for mistake in mistakes.of(conditions.parse(node.written).says, decimal=decimal or _decimal(file)):
        yield Mutant(
            id=f"{mistake.operator}/{owner}/{mistake.name}",
            operator=mistake.operator,
            mark=node.mark,
            sentence=mistake.sentence,
            edits=(Edit(path=path, node=trees.scalar(predicates.written(mistake.wrong), node.mark)),),
            around=around,
        )


def _decimal(file: Node) -> Collection[str]:
    """The protocol's inputs that count in tenths."""
    inputs = trees.at(file, ("protocol", "inputs"))
    listed = inputs.entries if isinstance(inputs, MapNode) else {}
    return [name for name, entry in listed.items() if trees.text(entry.node, "type") == "number"]
