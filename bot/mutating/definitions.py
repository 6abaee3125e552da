"""What is a mutant? A pack in which somebody made one small mistake."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import yaml

from bot.mutating import trees
from bot.mutating.trees import type_path
from bot.told import Told
from config.marked_yaml import Mark, Node


class Operator(StrEnum):
    """The kinds of mistake; the value is the name in ids and tables."""

    #: A rule of the protocol is gone.
    drop_rule = "drop-rule"
    #: `<` becomes `<=` or `>`; `=` becomes `!=`.
    flip_comparison = "flip-comparison"
    #: A number in a condition, or points, one step up or down.
    move_threshold = "move-threshold"
    #: A term of a condition says the contrary.
    negate_term = "negate-term"
    #: A term of a condition is gone.
    drop_term = "drop-term"
    #: `and` becomes `or`, or the other way.
    swap_and_or = "swap-and-or"
    #: A rule, a red flag or a threshold gives the class beside its own.
    change_class = "change-class"
    #: Two classes stand in each other's place, or give each other's advice.
    swap_classes = "swap-classes"
    #: A class goes to another department, or to none; a hand-off has another department or priority.
    change_hand_off = "change-hand-off"
    #: A red flag is gone.
    delete_red_flag = "delete-red-flag"
    #: A path leads to another step, another flow, or nowhere.
    redirect_step = "redirect-step"
    #: An arm of `next` is gone.
    drop_branch = "drop-branch"
    #: A step does nothing: a message unsaid, a question unasked, no class, no hand-off.
    drop_step = "drop-step"
    #: The condition to begin a flow is gone.
    drop_guard = "drop-guard"
    #: A flow remembers something else.
    change_slot = "change-slot"
    #: A question is asked more or fewer times, or not anew.
    change_question = "change-question"
    #: An answer cannot be chosen any more.
    drop_option = "drop-option"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Something else stands in one place of a file; None: nothing."""

    path: type_path
    node: Node | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One mistake."""

    #: The same in every run while the pack stays as it is: "flip-comparison/rules.febre_alta/0.above".
    id: str
    operator: Operator
    #: Where it is.
    mark: Mark
    #: What the mistake is, for a reader.
    sentence: Told
    edits: tuple[Edit, ...]
    #: What is shown around it: the rule, the step.
    around: type_path

    @property
    def file(self) -> str:
        """The file of the pack it is in."""
        return self.mark.file

    @property
    def step(self) -> str | None:
        """The step it is in, "triagem.sintomas"; None where it is in no flow."""
        if self.around[0] != "flows":
            return None
        return ".".join(self.id.split("/")[1].split(".")[:2])

    def applied(self, file: Node) -> Node:
        """The file with the mistake in it."""
        for edit in self.edits:
            file = trees.changed(file, edit.path, edit.node)
        return file

    def difference(self, file: Node) -> str:
        """The lines that differ, as YAML."""
        before, after = (list(_lines(trees.at(one, self.around))) for one in (file, self.applied(file)))
        lines = difflib.unified_diff(before, after, n=1, lineterm="")
        return "\n".join([f"@ {self.mark}", *itertools.islice(lines, 2, None)])


def _lines(node: Node | None) -> Iterator[str]:
    if node is not None:
        text = yaml.safe_dump(trees.plain(node), allow_unicode=True, sort_keys=False, width=1_000)
        yield from text.splitlines()
