"""Does everything that texts and their buttons name exist?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.content import checking_names, payloads, vocabulary
from bot.content.definitions import Button, Content, Variation
from config.marked_yaml import Fault, Mark


def check(content: Content, intents: Collection[str]) -> Iterator[Fault]:
    """Every variable, slot, option and intent that a text or button names and that does not exist."""
    known = content.slots.keys() | vocabulary.VARIABLES | vocabulary.CONTEXT
    for response in content.responses.values():
        for variation in response.variations:
            for name in variation.names:
                if name not in known:
                    yield checking_names.unknown("a variável", "unknown-variable", name, known, response.mark)
            if variation.condition:
                yield from checking_names.condition(
                    content, variation.condition, variation.mark or response.mark
                )
            yield from _buttons(content, variation, intents, response.mark)


def _buttons(content: Content, variation: Variation, intents: Collection[str], mark: Mark) -> Iterator[Fault]:
    for button in variation.buttons:
        if payloads.looks_like_setting(button.payload):
            yield from _set_by(content, button, mark)
        elif button.payload.removeprefix("/") not in intents:
            yield checking_names.unknown(
                "a intenção", "unknown-intent", button.payload.removeprefix("/"), intents, mark
            )


def _set_by(content: Content, button: Button, mark: Mark) -> Iterator[Fault]:
    found = payloads.slots_set(button.payload)
    if found is None:
        sentence = f'"{button.payload}" não pode ser lido; escreva /SetSlots(slot=valor, outro=valor)'
        yield Fault("broken-payload", mark, sentence)
        return
    if len(found) > payloads.MOST_PAIRS:
        yield Fault("too-much", mark, f"{len(found)} slots em um botão; o máximo é {payloads.MOST_PAIRS}")
    for name, written in found.items():
        yield from checking_names.slot(content, name, mark)
        options = checking_names.option_ids(content.slots.get(name))
        value = payloads.value(written, content.slots[name].type) if name in content.slots else None
        for option in value if isinstance(value, list) else [value]:
            if options and option is not None and option not in options:
                yield checking_names.unknown(
                    f'a opção de "{name}"', "unknown-option", str(option), options, mark
                )
