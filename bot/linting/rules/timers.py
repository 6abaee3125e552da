"""May what Bela says by herself still be sent when its time comes?

WhatsApp lets a business write freely for 24 hours after the person's last message; later only words that it approved before
(a template) are delivered. Source: "Customer service windows", WhatsApp Business Platform, Meta.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.content.definitions import Action, Collect, Flow, Step
from bot.content.flow_graph import Place
from bot.content.limits import FREE_WINDOW
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told

TIMER_WITHOUT_TEMPLATE: Final = Rule(
    id="timer-without-template",
    severity=Severity.warning,
    title=Told("Palavras que o WhatsApp não entregaria", "Words that WhatsApp would not deliver"),
    why=Told(
        "Vinte e quatro horas depois da última mensagem da pessoa, o WhatsApp só entrega textos aprovados antes. "
        'Encurte o tempo, ou diga em "template" com que nome o texto foi aprovado.',
        "Twenty-four hours after the person's last message, WhatsApp delivers only texts that were approved before. "
        "Shorten the time, or tell in `template` under which name the text was approved.",
    ),
    example=Example(
        failing="""
        responses:
          utter_lembrete: [{text: "Ainda está aí?"}]
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - collect: febre
                timeout: {after: 1d, remind: utter_lembrete, then: close}
              - action: utter_conselho
        """,
        mended="""
        responses:
          utter_lembrete: [{text: "Ainda está aí?"}]
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - collect: febre
                timeout: {after: 1h, remind: utter_lembrete, then: close}
              - action: utter_conselho
        """,
    ),
)

RULES: Final = (TIMER_WITHOUT_TEMPLATE,)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    for _, step in pack.steps:
        if isinstance(step, Collect) and step.timeout:
            yield from _reminders(pack, step)
    for flow in pack.content.flows.values():
        if flow.entry and flow.id in pack.flows:
            yield from _openings(pack, flow)


def _reminders(pack: Pack, step: Collect) -> Iterator[Finding]:
    """Reminders that come too late; what is said when the question is given up comes later still."""
    timeout = step.timeout
    if timeout is None or not timeout.maximum:
        return
    latest: timedelta = timeout.after * timeout.maximum
    response = timeout.remind or step.utter
    if latest >= FREE_WINDOW and not _approved(pack, response):
        yield TIMER_WITHOUT_TEMPLATE.at(
            step.mark,
            pt=f'"{response}" pode ser dito mais de 24 horas depois da última mensagem, e não tem "template"',
            en=f'"{response}" may be said more than 24 hours after the last message, and has no `template`',
        )


def _openings(pack: Pack, flow: Flow) -> Iterator[Finding]:
    """What a conversation that Bela begins says before the person has written."""
    for step in _before_an_answer(pack, flow):
        said = step.utter if isinstance(step, Collect) else step.action if isinstance(step, Action) else ""
        if said.startswith("utter_") and not _approved(pack, said):
            yield TIMER_WITHOUT_TEMPLATE.at(
                step.mark,
                pt=f'"{said}" começa uma conversa (entry "{flow.entry.name if flow.entry else ""}"), e não tem "template"',
                en=f'"{said}" begins a conversation (entry "{flow.entry.name if flow.entry else ""}"), and has no `template`',
            )


def _before_an_answer(pack: Pack, flow: Flow) -> Iterator[Step]:
    """The steps that may come before the person has answered anything, the first question included."""
    found, waiting = set[Place](), [Place(flow.id, flow.first)]
    while waiting:
        place = waiting.pop()
        step = pack.graph.steps.get(place)
        if step is None or place in found:
            continue
        found.add(place)
        yield step
        if not isinstance(step, Collect):
            waiting.extend(edge.target for edge in pack.graph.leaving.get(place, ()))


def _approved(pack: Pack, response: str) -> bool:
    known = pack.content.responses.get(response)
    return known is not None and any(variation.template for variation in known.variations)
