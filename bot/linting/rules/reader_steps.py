"""Does every step and branch lead on? The definitions, for the pages; the faults come from `bot.content`."""

from __future__ import annotations

from typing import Final

from bot.linting.rule import Example
from bot.linting.rules.reader_examples import GOOD_STEPS, error, flow, with_steps

RULES: Final = (
    error(
        "call-circle",
        ("Fluxos que chamam uns aos outros sem fim", "Flows that call one another without end"),
        (
            "Uma chamada volta ao fluxo que chamou; em um círculo ninguém volta. Tire uma das chamadas.",
            "A call comes back to the flow that called; in a circle nobody does. Take one of the calls out.",
        ),
        Example(
            failing="flows:\n  a: {description: A, keywords: [assunto a], steps: [{call: b}]}\n"
            "  b: {description: B, if: false, steps: [{call: a}]}\n",
            mended="flows:\n  a: {description: A, keywords: [assunto a], steps: [{call: b}]}\n"
            "  b: {description: B, if: false, steps: [{action: utter_conselho}]}\n",
        ),
    ),
    error(
        "link-circle",
        ("Fluxos que seguem um para o outro sem parar", "Flows that go on with one another without a stop"),
        (
            "Ninguém é perguntado no caminho, e a conversa giraria para sempre. Tire um dos links ou faça uma pergunta.",
            "Nobody is asked anything on the way, and the conversation would turn for ever. Take out a link, or ask.",
        ),
        Example(
            failing="flows:\n  a: {description: A, keywords: [assunto a], steps: [{action: utter_conselho}, {link: b}]}\n"
            "  b: {description: B, if: false, steps: [{link: a}]}\n",
            mended="flows:\n  a: {description: A, keywords: [assunto a], steps: [{action: utter_conselho}, {link: b}]}\n"
            "  b: {description: B, if: false, steps: [{action: utter_conselho}]}\n",
        ),
    ),
    error(
        "said-twice",
        ("Dito em dois lugares", "Said in two places"),
        (
            'Que um slot fica cheio se diz em "persisted_slots" ou na pergunta, não nos dois.',
            "That a slot stays filled is said in persisted_slots or at the question, not at both.",
        ),
        Example(
            failing="flows:\n  a:\n    description: A\n    keywords: [assunto a]\n    persisted_slots: [febre]\n"
            "    steps: [{collect: febre, reset_after_flow_ends: false}]\n",
            mended="flows:\n  a:\n    description: A\n    keywords: [assunto a]\n    persisted_slots: [febre]\n"
            "    steps: [{collect: febre}]\n",
        ),
    ),
    error(
        "empty-flow",
        ("Um fluxo sem passos", "A flow without steps"),
        ('Um fluxo precisa de pelo menos um passo em "steps".', "A flow needs at least one step in `steps`."),
        Example(
            failing="flows:\n  febre:\n    description: Fala da febre.\n    keywords: [tenho febre]\n    steps: []\n",
            mended=with_steps(GOOD_STEPS),
        ),
    ),
    error(
        "empty-migrate",
        ("Um migrate que não diz nada", "A migrate that says nothing"),
        (
            'Diga em "flows" que passos mudaram de nome, ou "all: true" se nenhum mudou.',
            "Say in `flows` which steps have new names, or `all: true` when none has.",
        ),
        Example(failing="migrate: {from: 1}\n", mended="migrate: {from: 1, all: true}\n"),
    ),
    error(
        "step-kind",
        ("Um passo sem tipo, ou com dois", "A step of no kind, or of two"),
        (
            "Um passo faz uma coisa só: perguntar, dizer, guardar, seguir ou ramificar. Divida-o em dois.",
            "A step does one thing: ask, say, set, go on or branch. Split it into two.",
        ),
        flow("- collect: febre\n  action: utter_conselho", GOOD_STEPS),
    ),
    error(
        "duplicate-step",
        ("Dois passos com o mesmo id", "Two steps with the same id"),
        (
            "Não se saberia para qual deles ir. Mude um dos ids.",
            "Nobody would know which of them to go to. Change one of the ids.",
        ),
        flow(
            "- {id: a, collect: febre}\n- {id: a, action: utter_conselho}",
            "- {id: a, collect: febre}\n- {id: b, action: utter_conselho}",
        ),
    ),
    error(
        "unreachable-step",
        ("Um passo a que nada leva", "A step that nothing leads to"),
        (
            "Nenhum caminho passa por aqui: ou falta um ramo, ou o passo sobrou.",
            "No path comes by here: either a branch is missing, or the step is left over.",
        ),
        flow(
            "- {collect: febre, next: END}\n- {id: orienta, action: utter_conselho}",
            "- {collect: febre, next: orienta}\n- {id: orienta, action: utter_conselho}",
        ),
    ),
    error(
        "missing-next",
        ("Falta dizer o que vem depois", "What comes next is not said"),
        (
            'O último passo de um ramo, e todo "noop", diz em "next" para onde ir: um passo, ou END.',
            "The last step of a branch, and every `noop`, tells in `next` where to go: a step, or END.",
        ),
        flow(
            "- collect: febre\n  next:\n    - if: slots.febre = 'alta'\n      then:\n        - action: utter_conselho\n    - {else: END}",
            "- collect: febre\n  next:\n    - if: slots.febre = 'alta'\n      then:\n        - {action: utter_conselho, next: END}\n    - {else: END}",
        ),
    ),
    error(
        "missing-else",
        ("Ramos sem else", "Branches without an else"),
        (
            "Quando nenhuma condição vale, o fluxo não saberia para onde ir. Termine a lista com else.",
            "When no condition holds, the flow would not know where to go. End the list with else.",
        ),
        flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    error(
        "missing-if",
        ("Um ramo sem if nem else", "A branch without if or else"),
        ('Um ramo é "if" com "then", ou "else".', "A branch is `if` with `then`, or `else`."),
        flow(
            "- collect: febre\n  next:\n    - {then: END}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    error(
        "missing-then",
        ("Um if sem then", "An if without then"),
        ('Depois de "if" diga em "then" para onde ir.', "After `if`, tell in `then` where to go."),
        flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta'}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    error(
        "missing-target",
        ("Um ramo que não leva a lugar nenhum", "A branch that leads nowhere"),
        (
            "Diga um id de passo, END ou uma lista de passos.",
            "Give the id of a step, END or a list of steps.",
        ),
        flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: []}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    error(
        "condition",
        ("Uma condição que não dá para ler", "A condition that cannot be read"),
        (
            "A frase diz onde a leitura parou. Textos vão entre aspas simples; and e or juntos pedem parênteses.",
            "The sentence tells where reading stopped. Texts stand in single quotes; and and or together need parentheses.",
        ),
        flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = alta, then: END}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
)
