"""Are the texts short, plain and complete?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content import payloads, vocabulary
from bot.content.definitions import Response
from bot.linting import reading_level
from bot.linting.pack import Pack, child, item
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.linting.translated import said_in, within
from bot.told import Told
from config.marked_yaml import ScalarNode

#: More does not fit on two screens of a phone; WhatsApp refuses more than 4,096.
TEXT_LENGTH: Final = 1_000

TEXT_TOO_LONG = Rule(
    id="text-too-long",
    severity=Severity.warning,
    title=Told("Um texto comprido demais", "A text that is too long"),
    why=Told(
        f"Com mais de {TEXT_LENGTH} letras, em qualquer idioma, ninguém lê até o fim no celular. Corte, ou divida em dois passos.",
        f"Nobody reads more than {TEXT_LENGTH} characters, in any language, to the end on a phone. Cut it, or split it into two steps.",
    ),
    example=Example(
        failing=f"""
        responses:
          utter_conselho: [{{text: "{"Beba água aos poucos, o dia todo. " * 34}"}}]
        """,
        mended="""
        responses:
          utter_conselho: [{text: "Beba água aos poucos, o dia todo. Ligue {samu}."}]
        """,
    ),
)
HARD_TO_READ = Rule(
    id="hard-to-read",
    severity=Severity.warning,
    title=Told("Um texto difícil de ler", "A text that is hard to read"),
    why=Told(
        "Pede mais de oito anos de escola (índice de Flesch em português, Martins e outros, ICMC-USP, 1996: menos de 50). "
        "Frases mais curtas e palavras do dia a dia ajudam quem está cansado ou com medo.",
        "It asks for more than eight years of school (Flesch's index in Portuguese, Martins and others, ICMC-USP, 1996: below 50). "
        "Shorter sentences and everyday words help who is tired or afraid.",
    ),
    example=Example(
        failing="""
        responses:
          utter_conselho:
            - text: >-
                Recomenda-se, considerando-se a sintomatologia apresentada, o encaminhamento imediato à unidade assistencial de
                referência, preferencialmente acompanhado por familiar responsável, mantendo-se rigorosamente as medidas preventivas
                anteriormente preconizadas pelas autoridades sanitárias.
        """,
        mended="""
        responses:
          utter_conselho:
            - text: >-
                Vá agora ao posto de saúde. Leve alguém com você. Use máscara. Fique longe das outras pessoas até falar com a
                equipe. Se piorar, ligue {samu}.
        """,
    ),
)
NO_GENERAL_WORDING = Rule(
    id="no-general-wording",
    severity=Severity.warning,
    title=Told("Um texto só para um canal", "A text for one channel only"),
    why=Told(
        'Todas as versões deste texto têm "channel". Quem escreve por outro canal recebe uma delas assim mesmo. Escreva também uma sem "channel".',
        "All wordings of this text have a `channel`. Who writes through another one gets one of them all the same. Write one without `channel`, too.",
    ),
    example=Example(
        failing="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", channel: whatsapp}]
        """,
        mended="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", channel: whatsapp}, {text: "Ligue para {samu}."}]
        """,
    ),
)
UNSET_VARIABLE = Rule(
    id="unset-variable",
    severity=Severity.warning,
    title=Told("Um texto com um dado que ninguém perguntou", "A text with something that nobody asked"),
    why=Told(
        "O slot entre chaves nunca é preenchido antes deste texto: no lugar dele não aparece nada. Pergunte antes, ou tire-o do texto.",
        "The slot in braces is never filled before this text: nothing is shown in its place. Ask before, or take it out of the text.",
    ),
    example=Example(
        failing="""
        slots:
          peso: {type: float, answer: {type: number, min: 2, max: 300}}
        responses:
          utter_ask_peso: [{text: "Quanto você pesa?"}]
          utter_peso: [{text: "Você pesa {peso}."}]
        flows:
          peso:
            description: Fala do peso.
            keywords: [meu peso]
            steps: [{action: utter_peso}, {collect: peso}]
        """,
        mended="""
        slots:
          peso: {type: float, answer: {type: number, min: 2, max: 300}}
        responses:
          utter_ask_peso: [{text: "Quanto você pesa?"}]
          utter_peso: [{text: "Você pesa {peso}."}]
        flows:
          peso:
            description: Fala do peso.
            keywords: [meu peso]
            steps: [{collect: peso}, {action: utter_peso}]
        """,
    ),
)
UNUSED_RESPONSE = Rule(
    id="unused-response",
    severity=Severity.warning,
    title=Told("Um texto que nunca é dito", "A text that is never said"),
    why=Told(
        "Nenhum fluxo diz este texto, e a Bela também não o procura pelo nome. Use-o, corrija o nome, ou apague-o.",
        "No flow says this text, and Bela does not look for it by name either. Use it, mend its name, or delete it.",
    ),
    example=Example(
        failing="""
        responses:
          utter_agua: [{text: "Beba água."}]
        """,
        mended="""
        responses:
          utter_agua: [{text: "Beba água."}]
        flows:
          agua:
            description: Fala da água.
            keywords: [beber água]
            steps: [{action: utter_agua}]
        """,
    ),
)

RULES: Final = (TEXT_TOO_LONG, HARD_TO_READ, NO_GENERAL_WORDING, UNSET_VARIABLE, UNUSED_RESPONSE)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    used = _used(pack)
    for response in pack.content.responses.values():
        yield from _texts(pack, response)
        yield from _unset(pack, response)
        if all(variation.channel for variation in response.variations):
            yield NO_GENERAL_WORDING.at(
                response.mark,
                pt=f'"{response.name}" só tem textos para alguns canais',
                en=f'"{response.name}" has texts for some channels only',
            )
        if response.name not in used and not response.name.startswith(vocabulary.SOUGHT_RESPONSES):
            yield UNUSED_RESPONSE.at(
                response.mark,
                pt=f'a resposta "{response.name}" nunca é dita',
                en=f'the response "{response.name}" is never said',
            )


def _used(pack: Pack) -> set[str]:
    advice = {risk_class.advice for risk_class in pack.content.protocol.classes}
    # A question that is worded anew for one step is still the question when the answer was not understood.
    questions = {f"utter_ask_{step.slot}" for _, step in pack.collects}
    return {*pack.said, *advice, *questions, *vocabulary.REQUIRED_RESPONSES}


def _texts(pack: Pack, response: Response) -> Iterator[Finding]:
    for number, variation in enumerate(response.variations):
        ease = reading_level.ease(variation.text)
        for language, words in said_in(variation.text, variation.translations):
            if len(words) > TEXT_LENGTH:
                yield TEXT_TOO_LONG.at(
                    pack.text_mark(response.name, number, language=language),
                    pt=f'o texto de "{response.name}"{within(language).pt} tem {len(words)} letras; o bom é até {TEXT_LENGTH}',
                    en=f'the text of "{response.name}"{within(language).en} has {len(words)} characters; up to {TEXT_LENGTH} is good',
                )
        if ease is not None and ease < reading_level.GOAL and _is_portuguese(pack, response.name, number):
            yield HARD_TO_READ.at(
                pack.text_mark(response.name, number),
                pt=f'o texto de "{response.name}" é difícil de ler (índice {ease:.0f}; o bom é {reading_level.GOAL:.0f} ou mais)',
                en=f'the text of "{response.name}" is hard to read (index {ease:.0f}; {reading_level.GOAL:.0f} or more is good)',
            )


def _is_portuguese(pack: Pack, response: str, number: int) -> bool:
    """Whether a wording is in Portuguese: the index was made for that language alone."""
    language = child(item(pack.responses[response].node, number), "language")
    said = language.written if isinstance(language, ScalarNode) else pack.content.language
    return said.startswith("pt")


def _unset(pack: Pack, response: Response) -> Iterator[Finding]:
    for number, variation in enumerate(response.variations):
        for name in dict.fromkeys(variation.names):
            if name in pack.content.slots and _is_never_set_before(pack, name, response.name):
                yield UNSET_VARIABLE.at(
                    pack.text_mark(response.name, number),
                    pt=f'"{response.name}" diz "{{{name}}}", que nenhum passo antes dele preenche',
                    en=f'"{response.name}" says "{{{name}}}", which no step before it fills',
                )


def _is_never_set_before(pack: Pack, slot: str, response: str) -> bool:
    """Whether, wherever it is said, all steps that fill the slot stand later in the same flow."""
    places = pack.said.get(response, ())
    setters = pack.setters.get(slot, ())
    if (
        not places
        or slot in vocabulary.ENGINE_SLOTS
        or pack.content.slots[slot].lasting
        or _filled_by_button(pack, slot)
    ):
        return False
    elsewhere = any(setter.flow != place.flow for setter in setters for place in places)
    return not elsewhere and not pack.graph.leading(places) & set(setters)


def _filled_by_button(pack: Pack, slot: str) -> bool:
    return any(
        slot in (payloads.slots_set(button.payload) or ())
        for response in pack.content.responses.values()
        for variation in response.variations
        for button in variation.buttons
    )
