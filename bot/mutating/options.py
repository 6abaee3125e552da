"""Which small mistakes can stand in the answers that a question offers?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.mutating import trees
from bot.mutating.definitions import Edit, Mutant, Operator
from bot.told import Told
from config.marked_yaml import Node


def mutants(file: Node) -> Iterator[Mutant]:
    """Each option of each slot of this file, left out."""
    for slot, path, _ in trees.entries(file, ("slots",)):
        for place, option in trees.items(file, (*path, "answer", "options")):
            name = trees.text(option, "id")
            yield Mutant(
                id=f"{Operator.drop_option}/{slot}.{name}",
                operator=Operator.drop_option,
                mark=option.mark,
                sentence=Told(
                    f'"{slot}" não oferece a resposta "{name}"',
                    f'"{slot}" does not offer the answer "{name}"',
                ),
                edits=(Edit(path=place, node=None),),
                around=place,
            )
