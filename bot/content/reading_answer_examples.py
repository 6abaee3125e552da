"""`answers:`, what people say where a question is pending, by slot and answer: examples, from which other words are weighed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.definitions import AnswerExample
from config.marked_yaml import Entry, Fault, MapNode, Node, ScalarNode


def read(node: Node, faults: list[Fault]) -> Iterator[AnswerExample]:
    """Each example of `answers: {slot: {answer: |` and lines with "- "."""
    for slot, listed in _entries(node, faults):
        for answer, block in _entries(listed.node, faults):
            if not isinstance(block.node, ScalarNode):
                faults.append(
                    Fault(
                        "wrong-kind",
                        block.node.mark,
                        f'"{answer}": esperava exemplos («{answer}: |» e linhas com «- »)',
                    )
                )
                continue
            for line in block.node.written.splitlines():
                said = line.strip().removeprefix("- ")
                if said:
                    yield AnswerExample(slot=slot, answer=answer, said=said, mark=block.key_mark)


def _entries(node: Node, faults: list[Fault]) -> Iterator[tuple[str, Entry]]:
    if isinstance(node, MapNode):
        yield from node.entries.items()
    else:
        faults.append(
            Fault("wrong-kind", node.mark, 'answers: esperava um mapa de "slot: {resposta: exemplos}"')
        )
