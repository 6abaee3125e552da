"""Does every text exist in the languages that the pack names?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from bot.content import answers, default_content
from bot.content.definitions import Collect, Content
from config.marked_yaml import Fault, Mark, Severity


def check(content: Content) -> Iterator[Fault]:
    """A warning for each wording, button and option that lacks a language; the text itself is said instead.

    Texts that the pack names in `untranslated` are left out.
    """
    yield from _named_in_vain(content)
    yield from _labels(content)
    yield from _options(content)
    yield from _protocol(content)
    for response in content.responses.values():
        if default_content.is_built_in(response.mark) or _left_out(content, response.name):
            continue
        for variation in response.variations:
            mark = variation.mark or response.mark
            yield from _missing(content, f'a resposta "{response.name}"', variation.translations, mark)
            for button in variation.buttons:
                yield from _missing(content, f'o botão "{button.title}"', button.translations, mark)


def _left_out(content: Content, response: str) -> bool:
    """Whether the pack says that it stays in the pack's own language."""
    return any(fnmatchcase(response, pattern) for pattern in content.untranslated)


def _named_in_vain(content: Content) -> Iterator[Fault]:
    """Names in `untranslated` that leave out nothing."""
    for pattern in content.untranslated:
        if not any(fnmatchcase(name, pattern) for name in content.responses):
            sentence = f'"untranslated": nenhuma resposta se chama "{pattern}"'
            yield Fault("missing-translation", Mark("pack.yml", 1, 1), sentence, Severity.warning)


def _labels(content: Content) -> Iterator[Fault]:
    """What the list of answers calls those that tell something of the person."""
    asked = {
        step.slot
        for flow in content.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect)
    }
    own_words = (answers.FreeText, answers.MunicipalityAnswer, answers.Attachment)
    for slot in content.slots.values():
        told = slot.name in content.protocol.looked_at or isinstance(slot.answer, own_words)
        if told and slot.name in asked and not default_content.is_built_in(slot.mark):
            yield from _missing(content, f'o nome do slot "{slot.label}"', slot.translations, slot.mark)


def _options(content: Content) -> Iterator[Fault]:
    """The numbered lines of closed questions."""
    for slot in content.slots.values():
        if default_content.is_built_in(slot.mark):
            continue
        match slot.answer:
            case answers.Choice(options=options):
                shown = options
            case answers.MultiChoice(options=options, none=none):
                shown = (*options, none)
            case _:
                continue
        for option in shown:
            what = f'a opção "{option.label}" de "{slot.name}"'
            yield from _missing(content, what, option.translations, slot.mark)


def _protocol(content: Content) -> Iterator[Fault]:
    """What citizens read as `{classe}` and `{motivos}`."""
    protocol = content.protocol
    for risk_class in protocol.classes:
        yield from _missing(
            content, f'a classe "{risk_class.label}"', risk_class.translations, risk_class.mark
        )
    for flag in protocol.red_flags:
        yield from _missing(content, f'o sinal de alerta "{flag.label}"', flag.translations, flag.mark)
    for rule in protocol.reasoned:
        yield from _missing(content, f'a razão de "{rule.id}"', rule.translations, rule.mark)


def _missing(content: Content, what: str, translated: Mapping[str, str], mark: Mark) -> Iterator[Fault]:
    missing = [language for language in content.translations if language not in translated]
    if missing:
        sentence = f"falta traduzir {what}: {', '.join(missing)}"
        yield Fault("missing-translation", mark, sentence, Severity.warning)
