"""Is everything that is remembered also used, and used rightly?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.content import answers, vocabulary
from bot.content.conditions import Condition
from bot.content.definitions import SetSlots, Slot
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told
from config.marked_yaml import Mark

_SIZE = re.compile(r"slots\.(?P<slot>\w+)\s*(?P<sign><=|>=|<|>)\s*(?P<number>-?\d+(?:\.\d+)?)")
_CONTAINS = re.compile(r"slots\.(?P<slot>\w+)\s+contains\b")

VALUE_WRITTEN_TWICE = Rule(
    id="value-written-twice",
    severity=Severity.warning,
    title=Told("Um valor escrito por cima de outro", "A value written over another"),
    why=Told(
        "O slot recebe um valor e logo outro, sem que ninguém tenha olhado o primeiro. Tire um dos dois.",
        "The slot gets one value and at once another, and nobody looked at the first. Take one of them out.",
    ),
    example=Example(
        failing="""
        flows:
          marca:
            description: Marca a febre.
            keywords: [marcar febre]
            steps:
              - set_slots: [{febre: alta}, {febre: baixa}]
              - action: utter_conselho
        """,
        mended="""
        flows:
          marca:
            description: Marca a febre.
            keywords: [marcar febre]
            steps:
              - set_slots: [{febre: baixa}]
              - action: utter_conselho
        """,
    ),
)
NEVER_READ = Rule(
    id="never-read-slot",
    severity=Severity.warning,
    title=Told("Uma resposta que ninguém lê", "An answer that nobody reads"),
    why=Told(
        "A pessoa responde, e nem um ramo, nem uma regra, nem um texto, nem a nota da equipe usa a resposta. Cada pergunta cansa: use-a ou tire-a.",
        "The citizen answers, and no branch, rule, text or note for the team uses the answer. Every question tires: use it or drop it.",
    ),
    example=Example(
        failing="""
        slots:
          viajou: {type: bool, answer: {type: yes_no}}
        responses:
          utter_ask_viajou: [{text: "Você viajou?"}]
        flows:
          viagem:
            description: Pergunta da viagem.
            keywords: [minha viagem]
            steps: [{collect: viajou}, {action: utter_conselho}]
        """,
        mended="""
        slots:
          viajou: {type: bool, answer: {type: yes_no}}
        responses:
          utter_ask_viajou: [{text: "Você viajou?"}]
        flows:
          viagem:
            description: Pergunta da viagem.
            keywords: [minha viagem]
            steps:
              - collect: viajou
                next:
                  - {if: slots.viajou = true, then: orienta}
                  - {else: END}
              - {id: orienta, action: utter_conselho}
        """,
    ),
)
UNUSED_SLOT = Rule(
    id="unused-slot",
    severity=Severity.warning,
    title=Told("Um slot que nada usa", "A slot that nothing uses"),
    why=Told(
        "Ele está declarado, e nenhum fluxo, texto ou regra fala dele. Apague-o, ou corrija o nome.",
        "It is declared, and no flow, text or rule speaks of it. Delete it, or mend its name.",
    ),
    example=Example(
        failing="""
        slots:
          altura: {type: float, answer: {type: number, min: 1, max: 3}}
        """,
        mended="""
        slots:
          altura: {type: float, answer: {type: number, min: 1, max: 3}}
        responses:
          utter_ask_altura: [{text: "Qual a sua altura?"}]
          utter_altura: [{text: "Você tem {altura}."}]
        flows:
          altura:
            description: Pergunta a altura.
            keywords: [minha altura]
            steps: [{collect: altura}, {action: utter_altura}]
        """,
    ),
)
IMPOSSIBLE_COMPARISON = Rule(
    id="impossible-comparison",
    severity=Severity.error,
    title=Told("Uma comparação que nunca é verdadeira", "A comparison that never holds"),
    why=Told(
        "Só números se comparam por tamanho, dentro da faixa que a resposta aceita; contains é para listas e textos. Corrija o número, o sinal ou o slot.",
        "Only numbers compare by size, within the range that the answer accepts; contains is for lists and texts. Mend the number, the sign or the slot.",
    ),
    example=Example(
        failing="""
        flows:
          idade:
            description: Orienta pela idade.
            keywords: [minha idade]
            steps:
              - collect: idade
                next:
                  - {if: slots.idade > 600, then: END}
                  - {else: END}
        """,
        mended="""
        flows:
          idade:
            description: Orienta pela idade.
            keywords: [minha idade]
            steps:
              - collect: idade
                next:
                  - {if: slots.idade > 60, then: END}
                  - {else: END}
        """,
    ),
)

RULES: Final = (VALUE_WRITTEN_TWICE, NEVER_READ, UNUSED_SLOT, IMPOSSIBLE_COMPARISON)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    yield from _written_twice(pack)
    yield from _unused(pack)
    for condition, mark in conditions(pack):
        yield from _impossible(pack, condition, mark)


def conditions(pack: Pack) -> Iterator[tuple[Condition, Mark]]:
    """Every condition of the pack, with its place."""
    for flow in pack.content.flows.values():
        if flow.guard:
            yield flow.guard, flow.guard.mark or flow.mark
    for _, step in pack.steps:
        yield from ((branch.condition, branch.mark) for branch in step.branches if branch.condition)
    yield from ((rule.condition, rule.condition.mark or rule.mark) for rule in pack.content.protocol.rules)


def _written_twice(pack: Pack) -> Iterator[Finding]:
    for flow, step in pack.steps:
        if not isinstance(step, SetSlots):
            continue
        names = [name for name, _ in step.values]
        again = {name for name in names if names.count(name) > 1}
        after = flow.steps.get(step.branches[0].target) if len(step.branches) == 1 else None
        if isinstance(after, SetSlots):
            again |= set(names) & {name for name, _ in after.values}
        for name in sorted(again):
            yield VALUE_WRITTEN_TWICE.at(
                step.mark,
                pt=f'o valor de "{name}" é trocado logo em seguida, sem uso',
                en=f'the value of "{name}" is replaced at once, unused',
            )


def _unused(pack: Pack) -> Iterator[Finding]:
    read = {name for condition, _ in conditions(pack) for name in condition.slots}
    wordings = [wording for response in pack.content.responses.values() for wording in response.variations]
    read |= {name for wording in wordings for name in wording.names}
    read |= {name for wording in wordings if wording.condition for name in wording.condition.slots}
    read |= vocabulary.ENGINE_SLOTS
    for slot in pack.content.slots.values():
        if slot.name in read or isinstance(slot.answer, (answers.FreeText, answers.MunicipalityAnswer)):
            continue
        if slot.name in pack.setters:
            yield NEVER_READ.at(
                slot.mark,
                pt=f'"{slot.name}" é preenchido, e nada lê o seu valor',
                en=f'"{slot.name}" is filled, and nothing reads its value',
            )
        else:
            yield UNUSED_SLOT.at(
                slot.mark, pt=f'nada usa o slot "{slot.name}"', en=f'nothing uses the slot "{slot.name}"'
            )


def _impossible(pack: Pack, condition: Condition, mark: Mark) -> Iterator[Finding]:
    for found in _SIZE.finditer(condition.text):
        slot = pack.content.slots.get(found["slot"])
        if slot and not _can_hold(slot, found["sign"], float(found["number"])):
            yield _never(mark, found.group())
    for found in _CONTAINS.finditer(condition.text):
        slot = pack.content.slots.get(found["slot"])
        if slot and slot.answer and not isinstance(slot.answer, (answers.MultiChoice, answers.FreeText)):
            yield _never(mark, found.group())


def _never(mark: Mark, comparison: str) -> Finding:
    return IMPOSSIBLE_COMPARISON.at(
        mark,
        pt=f'"{comparison}" nunca é verdade para as respostas possíveis',
        en=f'"{comparison}" holds for none of the possible answers',
    )


def _can_hold(slot: Slot, sign: str, number: float) -> bool:
    span = _span(slot.answer)
    if span is None:
        return not isinstance(slot.answer, (answers.YesNo, answers.Choice, answers.MultiChoice))
    low, high = span
    best = high if sign.startswith(">") else low
    return {">": best > number, ">=": best >= number, "<": best < number, "<=": best <= number}[sign]


def _span(answer: answers.Answer | None) -> tuple[float, float] | None:
    match answer:
        case answers.Number(minimum=low, maximum=high) | answers.Temperature(minimum=low, maximum=high):
            return low, high
        case answers.Age(maximum=top) | answers.Duration(maximum_days=top):
            return 0.0, float(top)
        case _:
            return None
