"""In which languages are words said, and how is a finding about one of them told?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.told import NOTHING, Told


def said_in(words: str, translations: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The words in the pack's own language, named "", and then each translation with its language."""
    yield "", words
    yield from translations.items()


def within(language: str) -> Told:
    """The words that name a translation inside a sentence; nothing for the pack's own language."""
    return Told(f' na tradução "{language}"', f' in the translation "{language}"') if language else NOTHING
