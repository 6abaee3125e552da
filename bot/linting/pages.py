"""The page of a rule, made from its definition: what is wrong, why, and an example before and after."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from bot.linting.rule import Example, Rule, Severity
from bot.told import Told

_SEVERITIES: Final = {Severity.error: Told("Erro", "Error"), Severity.warning: Told("Aviso", "Warning")}


def page(rule: Rule) -> str:
    """The page of one rule, in Portuguese and English."""
    severity = _SEVERITIES[rule.severity]
    parts = [
        f"# `{rule.id}`",
        f"**{severity.pt}: {rule.title.pt}.** {rule.why.pt}",
        f"*{severity.en}: {rule.title.en}.* {rule.why.en}",
        *(_example(rule.example) if rule.example else ()),
    ]
    return "\n\n".join(parts) + "\n"


def index(rules: Iterable[Rule]) -> str:
    """The list of all pages."""
    lines = [
        f"| [`{rule.id}`]({rule.id}.md) | {_SEVERITIES[rule.severity].pt.lower()} | {rule.title.pt} | {rule.title.en} |"
        for rule in sorted(rules, key=lambda rule: rule.id)
    ]
    return "\n".join(
        [
            "# Regras de `bela flows lint`",
            "",
            "Escrita por `python -m docs.write_lint_pages` a partir das próprias regras; cada exemplo é lido por um teste.",
            "",
            "| regra | | em português | in English |",
            "|---|---|---|---|",
            *lines,
            "",
        ]
    )


def _example(example: Example) -> tuple[str, str]:
    return (
        f"Errado / wrong:\n\n{_fence(example.failing)}",
        f"Certo / right:\n\n{_fence(example.mended)}",
    )


def _fence(text: str) -> str:
    return f"```yaml\n{textwrap.dedent(text).strip()}\n```"
