"""Did somebody leave a place to be filled in?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content.placeholder import PLACEHOLDER
from bot.linting.pack import Pack, child, items
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told
from config.marked_yaml import MapNode, Node, ScalarNode

STILL_TO_DO = Rule(
    id="still-to-do",
    severity=Severity.error,
    title=Told("Um texto ainda por escrever", "A text that is still to be written"),
    why=Told(
        f"Começa com {PLACEHOLDER}: foi posto ali para alguém trocar. Escreva a resposta, a fonte e a data antes de publicar.",
        f"It begins with {PLACEHOLDER}: it was put there for somebody to replace. Write the answer, the source and the date before publishing.",
    ),
    example=Example(
        failing=f"""
        responses:
          utter_conselho: [{{text: "Ligue {{samu}}.", metadata: {{source: "{PLACEHOLDER} a fonte", date: "2026-11"}}}}]
        """,
        mended="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", metadata: {source: SAMU 192, date: "2026-11"}}]
        """,
    ),
)
RULES: Final = (STILL_TO_DO,)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that this rule finds."""
    for name, entry in pack.responses.items():
        for wording in items(entry.node):
            metadata = child(wording, "metadata")
            places = metadata.entries if isinstance(metadata, MapNode) else {}
            yield from _left(name, "text", child(wording, "text"))
            for key, value in places.items():
                yield from _left(name, key, value.node)


def _left(response: str, key: str, node: Node | None) -> Iterator[Finding]:
    if isinstance(node, ScalarNode) and node.written.lstrip().startswith(PLACEHOLDER):
        yield STILL_TO_DO.at(
            node.mark,
            pt=f'"{key}" de "{response}" ainda está por escrever',
            en=f'"{key}" of "{response}" is still to be written',
        )
