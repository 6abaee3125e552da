"""Is the number to call named, in whatever language the citizen is spoken to?"""

from __future__ import annotations

from collections.abc import Iterable

from bot.content import texts
from bot.content.definitions import Response, Variation
from bot.engine import effects
from bot.engine.flows import Flows


class EmergencyNumber:
    """Knows of one pack which texts name it in one language and not in another."""

    def __init__(self, flows: Flows) -> None:
        """Look through all texts once: every turn that is tried asks."""
        self._samu = flows.facts["samu"]
        self._naming = frozenset(
            name
            for name, response in flows.content.responses.items()
            if _names_in_every_language(response, self._samu)
        )

    def said(self, done: Iterable[effects.Effect]) -> bool:
        """Whether what is said names it by its own words; a translation that leaves it out is as bad as a text that does."""
        return any(
            isinstance(effect, effects.Say) and self._samu in effect.text and effect.response in self._naming
            for effect in done
        )


def named_in_some(flows: Flows) -> frozenset[str]:
    """Texts that name it to some people and not to others: by region, channel, or what is known of them."""
    samu = flows.facts["samu"]
    return frozenset(
        name
        for name, response in flows.content.responses.items()
        if len({of(variation, samu)[0] for variation in response.variations}) > 1
    )


def of(variation: Variation, samu: str) -> tuple[bool, ...]:
    """Whether the text, and then each translation, names it."""
    wordings = (variation.text, *variation.translations.values())
    return tuple("samu" in texts.names(wording) or samu in wording for wording in wordings)


def _names_in_every_language(response: Response, samu: str) -> bool:
    """Whether some wording names it, and each that does so has it in all languages."""
    naming = [named for variation in response.variations if (named := of(variation, samu))[0]]
    return bool(naming) and all(all(named) for named in naming)
