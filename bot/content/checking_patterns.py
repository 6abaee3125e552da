"""Do the patterns that only speak keep to speaking?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import vocabulary
from bot.content.definitions import Action, Content, Flow, Noop, SetSlots, Step
from config.marked_yaml import Fault

#: What has to be done somewhere in them: without it nobody would hear a question.
_NEEDED = {"pattern_collect_information": "action_ask_question"}


def check(content: Content) -> Iterator[Fault]:
    """They ask nothing, go nowhere, and alone use the actions of their occasion."""
    for flow in content.flows.values():
        for step in flow.steps.values():
            yield from _step(flow, step)
        if flow.id in vocabulary.SPEAKING_PATTERNS and (flow.keywords or flow.triggers or flow.entry):
            sentence = f'"{flow.id}" não começa por palavras: o programa o usa em cada pergunta'
            yield Fault("not-supported", flow.mark, sentence)
        needed = _NEEDED.get(flow.id)
        if needed and needed not in _actions(flow):
            sentence = f'"{flow.id}" precisa do passo "{needed}": sem ele ninguém ouviria a pergunta'
            yield Fault("not-supported", flow.mark, sentence)


def _step(flow: Flow, step: Step) -> Iterator[Fault]:
    own = vocabulary.SPEAKING_ACTIONS.get(flow.id)
    action = step.action if isinstance(step, Action) else None
    if own is None:
        theirs = frozenset().union(*vocabulary.SPEAKING_ACTIONS.values())
        if action in theirs:
            sentence = f'"{action}" só existe em {", ".join(sorted(vocabulary.SPEAKING_PATTERNS))}'
            yield Fault("not-supported", step.mark, sentence)
        return
    speaks = action is not None and (action.startswith("utter_") or action in own)
    if not speaks and not isinstance(step, Noop | SetSlots):
        allowed = ", ".join(sorted(own))
        yield Fault(
            "not-supported",
            step.mark,
            f'"{flow.id}" só fala: passos com utter_…, {allowed}, "set_slots" ou "noop"',
        )


def _actions(flow: Flow) -> set[str]:
    return {step.action for step in flow.steps.values() if isinstance(step, Action)}
