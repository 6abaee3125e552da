"""Do translations say what the text says?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content import texts
from bot.content.definitions import Response
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told

OTHER_VARIABLES: Final = Rule(
    id="other-variables",
    severity=Severity.warning,
    title=Told("Uma tradução com outros nomes entre chaves", "A translation with other names in braces"),
    why=Told(
        "O que está entre chaves no texto falta na tradução, ou o contrário: um número de telefone pode ter-se perdido. Deixe os dois iguais.",
        "What stands in braces in the text is missing from the translation, or the other way round: a telephone number may have got lost. Make both alike.",
    ),
    example=Example(
        failing="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", translation: {en: "Call an ambulance."}}]
        """,
        mended="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", translation: {en: "Call {samu}."}}]
        """,
    ),
)

RULES: Final = (OTHER_VARIABLES,)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    for response in pack.content.responses.values():
        yield from _other_variables(pack, response)


def _other_variables(pack: Pack, response: Response) -> Iterator[Finding]:
    for number, variation in enumerate(response.variations):
        names = set(texts.names(variation.text))
        for language, translated in variation.translations.items():
            others = sorted(names ^ set(texts.names(translated)))
            if others and response.name in pack.responses:
                shown = ", ".join(f"{{{name}}}" for name in others)
                yield OTHER_VARIABLES.at(
                    pack.text_mark(response.name, number, language=language),
                    pt=f'"{response.name}": só o texto ou só a tradução "{language}" tem {shown}',
                    en=f'"{response.name}": only the text or only its translation "{language}" has {shown}',
                )
