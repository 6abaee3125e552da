"""How are the rules of the reader of content shown? Small pieces of content that their examples are made of."""

from __future__ import annotations

import textwrap
from typing import Final

from bot.linting.rule import Example, Rule, Severity
from bot.told import Told


def error(rule_id: str, title: tuple[str, str], why: tuple[str, str], example: Example | None) -> Rule:
    """A rule of the reader's, whose findings keep content from going live."""
    return Rule(id=rule_id, severity=Severity.error, title=Told(*title), why=Told(*why), example=example)


def flow(failing: str, mended: str) -> Example:
    """An example of which only the steps of one flow differ."""
    return Example(failing=with_steps(failing), mended=with_steps(mended))


def with_steps(steps: str) -> str:
    """One flow with these steps."""
    head = "flows:\n  febre:\n    description: Fala da febre.\n    keywords: [tenho febre]\n    steps:\n"
    return head + textwrap.indent(textwrap.dedent(steps).strip(), " " * 6) + "\n"


def slot(failing: str, mended: str) -> Example:
    """An example of which only one slot differs."""
    return Example(failing=f"slots:\n  peso: {failing}\n", mended=f"slots:\n  peso: {mended}\n")


#: A protocol without faults.
PROTOCOL: Final = """
protocol:
  id: mini
  version: "1"
  title: Mini
  sources: {ms: {title: Protocolo}}
  classes:
    - {id: grave, label: Grave, department: urgencia, advice: utter_conselho}
    - {id: leve, label: Leve, advice: utter_conselho}
  red_flags:
    - {id: ar, label: Falta de ar, class: grave, phrases: [falta de ar], source: {ref: ms, where: p. 1}}
  rules:
    - {id: r1, class: grave, if: slots.febre = 'alta', because: febre alta, source: {ref: ms, where: p. 2}}
  default: leve
"""


def protocol(right: str, wrong: str) -> Example:
    """An example of which only one line of the protocol differs."""
    return Example(failing=PROTOCOL.replace(right, wrong), mended=PROTOCOL)


#: Steps without faults.
GOOD_STEPS: Final = "- collect: febre\n- action: utter_conselho"
