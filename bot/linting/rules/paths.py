"""Do all paths lead somewhere, and is nobody left in silence or in a circle?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content import flow_graph
from bot.content.definitions import END, Action, Call, Collect, Flow, HandOff, Link, SetSlots, Step
from bot.content.flow_graph import FlowGraph, Place, Way
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told

UNREACHABLE_FLOW = Rule(
    id="unreachable-flow",
    severity=Severity.error,
    title=Told("Um fluxo que nada inicia", "A flow that nothing starts"),
    why=Told(
        "Sem palavra-chave, sem intenção e sem outro fluxo que leve a ele, ninguém chega a este fluxo. "
        'Dê a ele "keywords" ou "nlu_trigger", leve a ele por "link", ou apague-o.',
        "Without a keyword, an intent or another flow that leads to it, nobody ever gets here. "
        "Give it `keywords` or `nlu_trigger`, lead to it by `link`, or delete it.",
    ),
    example=Example(
        failing="""
        flows:
          horario:
            description: Diz o horário do posto.
            steps: [{action: utter_conselho}]
        """,
        mended="""
        flows:
          horario:
            description: Diz o horário do posto.
            keywords: [horário do posto]
            steps: [{action: utter_conselho}]
        """,
    ),
)
DEAD_END = Rule(
    id="dead-end",
    severity=Severity.error,
    title=Told("Um passo do qual não se sai", "A step from which there is no way out"),
    why=Told(
        "De nenhum caminho a partir deste passo se chega ao fim do fluxo, a uma pessoa ou à despedida: quem entra roda para sempre. "
        "Faça um dos ramos levar a END, a outro fluxo ou a action_hand_off.",
        "No path from this step ends the flow, reaches a person or says goodbye: who gets in goes round for ever. "
        "Let one branch lead to END, to another flow or to action_hand_off.",
    ),
    example=Example(
        failing="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - id: pergunta
                collect: febre
                ask_before_filling: true
                next: pergunta
        """,
        mended="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - id: pergunta
                collect: febre
                ask_before_filling: true
                next: END
        """,
    ),
)
LOOP_WITHOUT_WAIT = Rule(
    id="loop-without-wait",
    severity=Severity.error,
    title=Told("Uma volta que não espera ninguém", "A circle in which nobody is waited for"),
    why=Told(
        "Os passos voltam ao começo sem fazer uma pergunta que seja mesmo feita (uma pergunta já respondida é pulada). "
        "O programa corta a volta depois de 250 passos e chama uma pessoa. Ponha na volta uma pergunta com ask_before_filling, ou quebre a volta.",
        "The steps come back to where they began without a question that is really asked (one that is answered is skipped). "
        "The program cuts the circle after 250 steps and calls a person. Put a question with ask_before_filling into it, or break it.",
    ),
    example=Example(
        failing="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - id: pergunta
                collect: febre
                next:
                  - {if: slots.febre = 'alta', then: pergunta}
                  - {else: END}
        """,
        mended="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - id: pergunta
                collect: febre
                ask_before_filling: true
                next:
                  - {if: slots.febre = 'alta', then: pergunta}
                  - {else: END}
        """,
    ),
)
LOOP_WITHOUT_CAP = Rule(
    id="loop-without-cap",
    severity=Severity.warning,
    title=Told("Uma pergunta repetida sem limite", "A question repeated without a limit"),
    why=Told(
        "Só uma resposta certa sai da volta; todas as outras (o else) perguntam de novo, sem fim. "
        "Faça o else seguir adiante ou levar a uma pessoa, e a volta acontecer só por uma resposta que a peça.",
        "Only a certain answer gets out of the circle; all others (the else) ask again, for ever. "
        "Let the else go on or lead to a person, and go round only for an answer that asks for it.",
    ),
    example=Example(
        failing="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - id: pergunta
                collect: febre
                ask_before_filling: true
                next:
                  - {if: slots.febre = 'alta', then: END}
                  - {else: pergunta}
        """,
        mended="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - id: pergunta
                collect: febre
                ask_before_filling: true
                next:
                  - {if: slots.febre = 'baixa', then: pergunta}
                  - {else: END}
        """,
    ),
)
SILENT_FLOW = Rule(
    id="silent-flow",
    severity=Severity.error,
    title=Told("Um caminho que não diz nada", "A path that says nothing"),
    why=Told(
        "Há um caminho do começo ao fim deste fluxo sem nenhuma palavra: a pessoa escreve e recebe um pedido de desculpas. "
        "Diga alguma coisa em cada caminho.",
        "There is a path from the start of this flow to its end without a word: the citizen writes and gets an apology. "
        "Say something on every path.",
    ),
    example=Example(
        failing="""
        flows:
          febre:
            description: Orienta quem tem febre.
            keywords: [tenho febre]
            steps:
              - noop: true
                next:
                  - {if: slots.febre = 'alta', then: orienta}
                  - {else: END}
              - id: orienta
                action: utter_conselho
        """,
        mended="""
        flows:
          febre:
            description: Orienta quem tem febre.
            keywords: [tenho febre]
            steps:
              - collect: febre
                next:
                  - {if: slots.febre = 'alta', then: orienta}
                  - {else: END}
              - id: orienta
                action: utter_conselho
        """,
    ),
)
AFTER_THE_END = Rule(
    id="after-the-end",
    severity=Severity.error,
    title=Told("Um passo depois do fim", "A step after the end"),
    why=Told(
        'Depois de chamar uma pessoa, encerrar ou recomeçar, o fluxo acabou: o "next" deste passo nunca é seguido. '
        "Diga o que falta antes, e ponha END.",
        "After calling a person, closing or beginning anew the flow is over: the `next` of this step is never followed. "
        "Say what is missing before it, and put END.",
    ),
    example=Example(
        failing="""
        flows:
          ajuda:
            description: Chama uma pessoa.
            keywords: [quero ajuda]
            steps:
              - id: avisa
                action: utter_conselho
              - action: action_hand_off
                next: avisa
        """,
        mended="""
        flows:
          ajuda:
            description: Chama uma pessoa.
            keywords: [quero ajuda]
            steps:
              - id: avisa
                action: utter_conselho
              - action: action_hand_off
                next: END
        """,
    ),
)

RULES: Final = (UNREACHABLE_FLOW, DEAD_END, LOOP_WITHOUT_WAIT, LOOP_WITHOUT_CAP, SILENT_FLOW, AFTER_THE_END)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    linked = {step.flow for _, step in pack.steps if isinstance(step, (Call, Link))}
    for flow in pack.content.flows.values():
        starts_itself = flow.is_pattern or flow.triggers or flow.keywords or flow.entry
        if not starts_itself and flow.id not in linked:
            yield UNREACHABLE_FLOW.at(
                flow.mark,
                pt=f'nada inicia o fluxo "{flow.id}": nem palavra-chave, nem intenção, nem outro fluxo',
                en=f'nothing starts the flow "{flow.id}": no keyword, no intent, no other flow',
            )
        if starts_itself:  # one that others call may do its work without a word
            yield from _silent(flow)
    yield from _dead_ends(pack.graph)
    yield from _without_wait(pack)
    yield from _without_cap(pack)
    yield from _after_the_end(pack)


def _silent(flow: Flow) -> Iterator[Finding]:
    graph = flow_graph.of_flow(flow)
    speaking = {place for place, step in graph.steps.items() if _speaks(step)}
    if Place(flow.id, END) in graph.reached(graph.starts.values(), without=speaking):
        yield SILENT_FLOW.at(
            flow.mark,
            pt=f'no fluxo "{flow.id}" há um caminho até o fim sem nenhuma palavra para a pessoa',
            en=f'the flow "{flow.id}" has a path to its end without a word to the citizen',
        )


def _speaks(step: Step) -> bool:
    quiet = "action_classify"
    return isinstance(step, (Call, Collect, HandOff, Link)) or (
        isinstance(step, Action) and step.action != quiet
    )


def _dead_ends(graph: FlowGraph) -> Iterator[Finding]:
    ends = {edge.target for edge in graph.edges if edge.target.is_end}
    stuck = graph.steps.keys() - graph.leading(ends)
    for loop in graph.loops(stuck):
        yield DEAD_END.at(
            graph.steps[loop[0]].mark,
            pt=f'do passo "{loop[0].step}" não se chega a nenhum fim: quem entra aqui não sai',
            en=f'no end can be reached from the step "{loop[0].step}": who gets in does not get out',
        )


def _without_wait(pack: Pack) -> Iterator[Finding]:
    moving = {place for place, step in pack.graph.steps.items() if not _waits(pack, place, step)}
    for loop in pack.graph.loops(moving):
        steps = [pack.graph.steps[place] for place in loop]
        if not any(isinstance(step, SetSlots) for step in steps):
            names = ", ".join(place.step for place in loop)
            yield LOOP_WITHOUT_WAIT.at(
                steps[0].mark,
                pt=f"estes passos dão voltas sem esperar uma resposta: {names}",
                en=f"these steps go round without waiting for an answer: {names}",
            )


def _waits(pack: Pack, place: Place, step: Step) -> bool:
    """Whether somebody is asked here, even the second time round."""
    if isinstance(step, Action):
        return step.action == "action_correct"
    return isinstance(step, Collect) and (step.always_ask or (place.flow, step.slot) in _emptied(pack))


def _emptied(pack: Pack) -> set[tuple[str, str]]:
    return {
        (flow.id, name)
        for flow, step in pack.steps
        if isinstance(step, SetSlots)
        for name, value in step.values
        if value is None
    }


def _without_cap(pack: Pack) -> Iterator[Finding]:
    for flow in pack.content.flows.values():
        graph = flow_graph.of_flow(flow)
        by_default = flow_graph.with_ways(graph, {Way.next, Way.otherwise})
        for loop in by_default.loops(graph.steps):
            asked = [step for place in loop if isinstance(step := graph.steps[place], Collect)]
            leads_out = graph.leading([Place(flow.id, END)])
            if asked and leads_out.issuperset(loop):
                yield LOOP_WITHOUT_CAP.at(
                    asked[0].mark,
                    pt=f'a pergunta de "{asked[0].slot}" volta sem limite enquanto a resposta for outra',
                    en=f'the question for "{asked[0].slot}" comes back without a limit while the answer is another',
                )


def _after_the_end(pack: Pack) -> Iterator[Finding]:
    for _, step in pack.steps:
        for branch in step.branches:
            if flow_graph.is_final(step) and branch.target != END and branch.mark != step.mark:
                yield AFTER_THE_END.at(
                    branch.mark,
                    pt=f'o passo "{step.id}" termina o fluxo; o que vem depois nunca acontece',
                    en=f'the step "{step.id}" ends the flow; what follows it never happens',
                )
