"""Does every text exist in the languages that the pack names?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content import default_content
from bot.content.definitions import Content
from config.marked_yaml import Fault, Mark, Severity


def check(content: Content) -> Iterator[Fault]:
    """A warning for each wording and button that lacks a language; the text itself is said instead."""
    for response in content.responses.values():
        if response.mark.file.startswith(default_content.PLACE):
            continue
        for variation in response.variations:
            mark = variation.mark or response.mark
            yield from _missing(content, f'a resposta "{response.name}"', variation.translations, mark)
            for button in variation.buttons:
                yield from _missing(content, f'o botão "{button.title}"', button.translations, mark)


def _missing(content: Content, what: str, translated: Mapping[str, str], mark: Mark) -> Iterator[Fault]:
    missing = [language for language in content.translations if language not in translated]
    if missing:
        sentence = f"falta traduzir {what}: {', '.join(missing)}"
        yield Fault("missing-translation", mark, sentence, Severity.warning)
