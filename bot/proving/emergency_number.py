"""Is the number to call named, in whatever language the citizen is spoken to?"""

from __future__ import annotations

from collections.abc import Iterable

from bot.content import texts
from bot.content.definitions import Variation
from bot.engine import effects
from bot.engine.flows import Flows


def said(flows: Flows, done: Iterable[effects.Effect]) -> bool:
    """Whether what is said names it; a translation that leaves it out is as bad as a text that does."""
    samu = flows.facts["samu"]
    return any(
        isinstance(effect, effects.Say) and samu in effect.text and _in_every_language(flows, effect.response)
        for effect in done
    )


def of(variation: Variation, samu: str) -> tuple[bool, ...]:
    """Whether the text, and then each translation, names it."""
    wordings = (variation.text, *variation.translations.values())
    return tuple("samu" in texts.names(wording) or samu in wording for wording in wordings)


def _in_every_language(flows: Flows, name: str) -> bool:
    response = flows.content.responses.get(name)
    samu = flows.facts["samu"]
    named = [of(variation, samu) for variation in response.variations] if response else []
    return all(all(each) for each in named if each[0])
