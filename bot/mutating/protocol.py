"""Which small mistakes can stand in a protocol?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.mutating import in_conditions, trees
from bot.mutating.definitions import Edit, Mutant, Operator
from bot.mutating.trees import type_path
from bot.told import Told
from config.marked_yaml import MapNode, Node

_TOP: Final[type_path] = ("protocol",)
#: Lists of what gives points or a class if a condition holds.
_RULES: Final[tuple[type_path, ...]] = (("protocol", "rules"), ("protocol", "score", "rules"))


def mutants(file: Node) -> Iterator[Mutant]:
    """Every mistake in the protocol of this file; none when it has none."""
    if trees.at(file, _TOP) is None:
        return
    classes = [trees.text(item, "id") or "" for _, item in trees.items(file, (*_TOP, "classes"))]
    for listed in _RULES:
        for path, rule in trees.items(file, listed):
            yield from _rule(file, path, rule, classes)
    for path, threshold in trees.items(file, (*_TOP, "score", "thresholds")):
        owner = f"thresholds.{trees.text(threshold, 'class')}"
        yield from _points(path, threshold, "from", owner)
        yield from _class(path, threshold, owner, classes)
    for path, flag in trees.items(file, (*_TOP, "red_flags")):
        yield from _flag(path, flag, classes)
    yield from _classes(file)


def _rule(file: Node, path: type_path, rule: Node, classes: Sequence[str]) -> Iterator[Mutant]:
    name = trees.text(rule, "id") or str(path[-1])
    owner = f"rules.{name}"
    yield Mutant(
        id=f"{Operator.drop_rule}/{owner}",
        operator=Operator.drop_rule,
        mark=rule.mark,
        sentence=Told(f"falta a regra {name}", f"the rule {name} is missing"),
        edits=(Edit(path=path, node=None),),
        around=path,
    )
    yield from _class(path, rule, owner, classes)
    yield from _points(path, rule, "add", owner)
    yield from in_conditions.mutants(file, (*path, "if"), owner=owner, around=path)


def _flag(path: type_path, flag: Node, classes: Sequence[str]) -> Iterator[Mutant]:
    name = trees.text(flag, "id") or str(path[-1])
    owner = f"red_flags.{name}"
    yield Mutant(
        id=f"{Operator.delete_red_flag}/{owner}",
        operator=Operator.delete_red_flag,
        mark=flag.mark,
        sentence=Told(f"falta o sinal de alerta {name}", f"the red flag {name} is missing"),
        edits=(Edit(path=path, node=None),),
        around=path,
    )
    yield from _class(path, flag, owner, classes)


def _class(path: type_path, node: Node, owner: str, classes: Sequence[str]) -> Iterator[Mutant]:
    """The classes beside its own: one milder, one worse."""
    own = trees.text(node, "class")
    written = trees.at(node, ("class",))
    if own not in classes or written is None:
        return
    place = classes.index(own)
    for other in classes[max(place - 1, 0) : place + 2]:
        if other != own:
            yield Mutant(
                id=f"{Operator.change_class}/{owner}/{other}",
                operator=Operator.change_class,
                mark=written.mark,
                sentence=Told(f'classe "{other}" em vez de "{own}"', f'class "{other}" instead of "{own}"'),
                edits=(Edit(path=(*path, "class"), node=trees.scalar(other, written.mark)),),
                around=path,
            )


def _points(path: type_path, node: Node, key: str, owner: str) -> Iterator[Mutant]:
    written = trees.at(node, (key,))
    said = trees.plain(written)
    if written is None or not isinstance(said, int):
        return
    for name, points in (("down", said - 1), ("up", said + 1)):
        yield Mutant(
            id=f"{Operator.move_threshold}/{owner}/{key}.{name}",
            operator=Operator.move_threshold,
            mark=written.mark,
            sentence=Told(f"{points} pontos em vez de {said}", f"{points} points instead of {said}"),
            edits=(Edit(path=(*path, key), node=trees.scalar(points, written.mark)),),
            around=path,
        )


def _classes(file: Node) -> Iterator[Mutant]:
    path = (*_TOP, "classes")
    listed = trees.items(file, path)
    departments = sorted({name for _, item in listed if (name := trees.text(item, "department"))})
    for (first, one), (second, other) in pairwise(listed):
        yield from _swapped(path, (first, one), (second, other))
    for place, item in listed:
        yield from _department(place, item, departments)
    default = trees.at(file, (*_TOP, "default"))
    names = [trees.text(item, "id") or "" for _, item in listed]
    if default is not None and trees.plain(default) in names:
        own = names.index(trees.plain(default))
        for other_class in names[max(own - 1, 0) : own + 2]:
            if other_class != names[own]:
                yield Mutant(
                    id=f"{Operator.change_class}/default/{other_class}",
                    operator=Operator.change_class,
                    mark=default.mark,
                    sentence=Told(
                        f'classe "{other_class}" para quem nada tem',
                        f'class "{other_class}" when nothing applies',
                    ),
                    edits=(Edit(path=(*_TOP, "default"), node=trees.scalar(other_class, default.mark)),),
                    around=(*_TOP, "default"),
                )


def _swapped(path: type_path, one: tuple[type_path, Node], other: tuple[type_path, Node]) -> Iterator[Mutant]:
    (first, before), (second, after) = one, other
    names = trees.text(before, "id"), trees.text(after, "id")
    yield Mutant(
        id=f"{Operator.swap_classes}/{names[0]}.{names[1]}",
        operator=Operator.swap_classes,
        mark=before.mark,
        sentence=Told(
            f'"{names[1]}" vale como pior que "{names[0]}"', f'"{names[1]}" counts as worse than "{names[0]}"'
        ),
        edits=(Edit(path=first, node=after), Edit(path=second, node=before)),
        around=path,
    )
    advice = [trees.at(node, ("advice",)) for node in (before, after)]
    if None not in advice and trees.plain(advice[0]) != trees.plain(advice[1]):
        yield Mutant(
            id=f"{Operator.swap_classes}/{names[0]}.{names[1]}/advice",
            operator=Operator.swap_classes,
            mark=before.mark,
            sentence=Told(
                f'"{names[0]}" e "{names[1]}" trocam de orientação',
                f'"{names[0]}" and "{names[1]}" change advice',
            ),
            edits=(
                Edit(path=(*first, "advice"), node=advice[1]),
                Edit(path=(*second, "advice"), node=advice[0]),
            ),
            around=path,
        )


def _department(path: type_path, item: Node, departments: Sequence[str]) -> Iterator[Mutant]:
    """Another department that the pack knows, and none."""
    own = trees.at(item, ("department",))
    name = trees.text(item, "id")
    for other in (*departments, None):
        if other == trees.plain(own):
            continue
        said = trees.plain(own) or "-"
        mark = own.mark if own is not None else item.mark
        node = trees.scalar(other, mark) if other else None
        assert isinstance(item, MapNode)
        yield Mutant(
            id=f"{Operator.change_hand_off}/classes.{name}/{other or 'none'}",
            operator=Operator.change_hand_off,
            mark=mark,
            sentence=Told(
                f'"{name}" vai para "{other or "ninguém"}" em vez de "{said}"',
                f'"{name}" goes to "{other or "nobody"}" instead of "{said}"',
            ),
            edits=(Edit(path=(*path, "department"), node=node),),
            around=path,
        )
