"""Can every branch and every rule of the protocol be the one that decides?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content.definitions import Branch
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told

SHADOWED_BRANCH = Rule(
    id="shadowed-branch",
    severity=Severity.error,
    title=Told("Um ramo que nunca é seguido", "A branch that is never taken"),
    why=Told(
        "Um ramo acima dele tem a mesma condição, ou vale sempre; ou a condição dele é false. Vale o primeiro ramo verdadeiro, de cima para baixo.",
        "A branch above it has the same condition, or always holds; or its own condition is false. The first branch that holds is taken, from top to bottom.",
    ),
    example=Example(
        failing="""
        flows:
          febre:
            description: Orienta quem tem febre.
            keywords: [tenho febre]
            steps:
              - collect: febre
                next:
                  - {if: slots.febre = 'alta', then: END}
                  - {if: slots.febre  =  'alta', then: orienta}
                  - {else: orienta}
              - {id: orienta, action: utter_conselho}
        """,
        mended="""
        flows:
          febre:
            description: Orienta quem tem febre.
            keywords: [tenho febre]
            steps:
              - collect: febre
                next:
                  - {if: slots.febre = 'alta', then: END}
                  - {if: slots.febre = 'baixa', then: orienta}
                  - {else: orienta}
              - {id: orienta, action: utter_conselho}
        """,
    ),
)
SHADOWED_RULE = Rule(
    id="shadowed-rule",
    severity=Severity.error,
    title=Told("Uma regra do protocolo que já existe", "A rule of the protocol that exists already"),
    why=Told(
        "Outra regra tem a mesma condição e uma classe igual ou pior: esta nunca muda o resultado. Junte as duas, com as duas fontes.",
        "Another rule has the same condition and the same class or a worse one: this one never changes the result. Join them, with both sources.",
    ),
    example=Example(
        failing="""
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
            - {id: r2, class: leve, if: slots.febre = 'alta', because: febre, source: {ref: ms, where: p. 3}}
          default: leve
        """,
        mended="""
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
            - {id: r2, class: leve, if: slots.febre = 'baixa', because: febre, source: {ref: ms, where: p. 3}}
          default: leve
        """,
    ),
)

RULES: Final = (SHADOWED_BRANCH, SHADOWED_RULE)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    for _, step in pack.steps:
        yield from _branches(step.branches)
    yield from _rules(pack)


def _branches(branches: tuple[Branch, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for branch in branches:
        written = _plain(branch.condition.text) if branch.condition else ""
        if written in seen or written == "false" or "true" in seen:
            yield SHADOWED_BRANCH.at(
                branch.mark,
                pt=f"este ramo nunca é seguido: «{written or 'else'}»",
                en=f"this branch is never taken: «{written or 'else'}»",
            )
        seen.add(written)


def _rules(pack: Pack) -> Iterator[Finding]:
    protocol = pack.content.protocol
    worst = sorted(protocol.rules, key=lambda rule: protocol.severity(rule.risk_class))
    seen: dict[str, str] = {}
    for rule in worst:
        other = seen.setdefault(_plain(rule.condition.text), rule.id)
        if other != rule.id:
            yield SHADOWED_RULE.at(
                rule.mark,
                pt=f'a regra "{rule.id}" nunca muda o resultado: "{other}" tem a mesma condição',
                en=f'the rule "{rule.id}" never changes the result: "{other}" has the same condition',
            )


def _plain(condition: str) -> str:
    return " ".join(condition.split()).replace(" == ", " = ")
