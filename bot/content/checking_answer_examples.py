"""Do the examples under `answers:` belong to questions and answers that there are?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import answers, checking_names
from bot.content.definitions import AnswerExample, Content, Slot
from config.marked_yaml import Fault


def check(content: Content) -> Iterator[Fault]:
    """Faults for slots and answers that do not exist, that no words are weighed for, and for the consent."""
    told: dict[tuple[str, str], AnswerExample] = {}
    for example in content.answer_examples:
        told.setdefault((example.slot, example.answer), example)
    for example in told.values():
        slot = content.slots.get(example.slot)
        if slot is None:
            yield from checking_names.slot(content, example.slot, example.mark)
        else:
            yield from _of_slot(content, slot, example)


def keys(slot: Slot) -> frozenset[str]:
    """The answers that examples may be given for; empty where words are read otherwise.

    Of a number only not knowing it is told in words: which number it is, its figures say.
    """
    match slot.answer:
        case answers.YesNo(allow_unknown=unknown):
            known = {answers.YES, answers.NO}
        case answers.Choice(allow_unknown=unknown) | answers.MultiChoice(allow_unknown=unknown):
            known = checking_names.option_ids(slot) - {answers.UNKNOWN}
        case (
            answers.Number(allow_unknown=unknown)
            | answers.Age(allow_unknown=unknown)
            | answers.Temperature(allow_unknown=unknown)
            | answers.Duration(allow_unknown=unknown)
        ):
            known = set()
        case _:
            return frozenset()
    return frozenset(known | ({answers.UNKNOWN} if unknown else set()))


def _of_slot(content: Content, slot: Slot, example: AnswerExample) -> Iterator[Fault]:
    known = keys(slot)
    consent = content.protocol.consent
    if not known:
        sentence = f'"{slot.name}" não é pergunta de sim ou não, de opções nem de número que possa não ser sabido, e exemplos não a ajudam'
        yield Fault("no-such-answer", example.mark, sentence)
    elif consent and consent.slot == slot.name:
        sentence = f'"{slot.name}" é o consentimento: só vale em palavras claras, nunca por exemplos'
        yield Fault("no-such-answer", example.mark, sentence)
    elif example.answer not in known:
        yield checking_names.unknown(
            f'a resposta de "{slot.name}"', "no-such-answer", example.answer, known, example.mark
        )
