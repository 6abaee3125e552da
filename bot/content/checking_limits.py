"""Does the pack keep within what the engine can serve to everybody?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import answers, limits
from bot.content.definitions import Collect, Content, Flow, Response, Step
from config.marked_yaml import Fault, Mark


def check(content: Content) -> Iterator[Fault]:
    """Every place where there is too much of something."""
    start = Mark("pack.yml", 1, 1)
    yield from _most(len(content.flows), limits.FLOWS, "fluxos", start)
    yield from _most(len(content.slots), limits.SLOTS, "slots", start)
    yield from _most(len(content.responses), limits.RESPONSES, "respostas", start)
    for flow in content.flows.values():
        yield from _flow(flow)
    for response in content.responses.values():
        yield from _response(response)
    for slot in content.slots.values():
        if isinstance(slot.answer, answers.Choice | answers.MultiChoice):
            yield from _most(len(slot.answer.options), limits.OPTIONS, f'opções em "{slot.name}"', slot.mark)


def _most(count: int, limit: int, what: str, mark: Mark) -> Iterator[Fault]:
    if count > limit:
        yield Fault("too-much", mark, f"{count} {what}; o máximo é {limit}")


def _flow(flow: Flow) -> Iterator[Fault]:
    yield from _most(len(flow.steps), limits.STEPS, f'passos em "{flow.id}"', flow.mark)
    yield from _most(len(flow.keywords), limits.KEYWORDS, f'palavras-chave em "{flow.id}"', flow.mark)
    for keyword in flow.keywords:
        yield from _most(len(keyword), limits.KEYWORD_LENGTH, "letras em uma palavra-chave", flow.mark)
    for step in flow.steps.values():
        yield from _step(step)


def _step(step: Step) -> Iterator[Fault]:
    yield from _most(len(step.branches), limits.BRANCHES, f'ramos em "{step.id}"', step.mark)
    if isinstance(step, Collect):
        yield from _most(len(step.rejections), limits.REJECTIONS, f'recusas em "{step.id}"', step.mark)
        if step.retries:
            yield from _most(step.retries.maximum, limits.RETRIES, f'tentativas em "{step.id}"', step.mark)
        if step.timeout:
            yield from _most(step.timeout.maximum, limits.REMINDERS, f'lembretes em "{step.id}"', step.mark)


def _response(response: Response) -> Iterator[Fault]:
    yield from _most(
        len(response.variations), limits.VARIATIONS, f'textos em "{response.name}"', response.mark
    )
    for variation in response.variations:
        mark = variation.mark or response.mark
        longest = max(map(len, (variation.text, *variation.translations.values())))
        yield from _most(longest, limits.TEXT_LENGTH, f'letras em um texto de "{response.name}"', mark)
        yield from _most(len(variation.buttons), limits.BUTTONS, f'botões em "{response.name}"', mark)
