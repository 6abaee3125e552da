"""Can every question be answered, and is a wrong answer met with help?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.content import answers
from bot.content.definitions import Response, Slot
from bot.content.flow_graph import Place, hands_off
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.linting.translated import said_in, within
from bot.told import Told
from bot.understanding import text

#: A numbered line has to fit on two lines of a phone.
LABEL_LENGTH: Final = 72
#: More numbered lines than this do not fit on a phone's screen.
CHOICES: Final = 15

_NUMBERED = re.compile(r"^\s*\d+\s*[.)-]\s", re.MULTILINE)
_RANGED: Final = frozenset({"number", "age", "temperature", "duration"})

MISSING_INVALID_RESPONSE = Rule(
    id="missing-invalid-response",
    severity=Severity.warning,
    title=Told("Uma pergunta sem ajuda para a resposta errada", "A question without help for a wrong answer"),
    why=Told(
        "Quem não foi entendido ouve a mesma pergunta outra vez, sem saber o que houve. Escreva utter_invalid_<slot> ou utter_invalid_<tipo> "
        "e diga nela como responder. Depois de três respostas erradas a Bela oferece uma pessoa.",
        "Who was not understood hears the same question again and does not know why. Write utter_invalid_<slot> or utter_invalid_<kind> "
        "and tell there how to answer. After three wrong answers Bela offers a person.",
    ),
    example=Example(
        failing="""
        flows:
          idade:
            description: Pergunta a idade.
            keywords: [minha idade]
            steps: [{collect: idade}]
        """,
        mended="""
        responses:
          utter_invalid_age: [{text: "Responda só com o número, como: 45."}]
        flows:
          idade:
            description: Pergunta a idade.
            keywords: [minha idade]
            steps: [{collect: idade}]
        """,
    ),
)
MISSING_RANGE_RESPONSE = Rule(
    id="missing-range-response",
    severity=Severity.warning,
    title=Told("Um número impossível sem explicação", "An impossible number without an explanation"),
    why=Told(
        'Quem escreve "385" de temperatura precisa ouvir qual é a faixa. Escreva utter_out_of_range_<tipo>, com {minimo} e {maximo}.',
        'Who writes a temperature of "385" needs to hear the range. Write utter_out_of_range_<kind>, with {minimo} and {maximo}.',
    ),
    example=Example(
        failing="""
        flows:
          idade:
            description: Pergunta a idade.
            keywords: [minha idade]
            steps: [{collect: idade}]
        """,
        mended="""
        responses:
          utter_out_of_range_age: [{text: "A idade vai de {minimo} a {maximo}."}]
        flows:
          idade:
            description: Pergunta a idade.
            keywords: [minha idade]
            steps: [{collect: idade}]
        """,
    ),
)
ATTEMPTS_WITHOUT_PERSON = Rule(
    id="attempts-without-person",
    severity=Severity.error,
    title=Told("Três respostas erradas, e nenhuma pessoa", "Three wrong answers, and no person"),
    why=Told(
        "Quem não é entendido três vezes precisa de um caminho até uma pessoa. De pattern_too_many_attempts tem de se chegar a action_hand_off.",
        "Who is not understood three times needs a way to a person. action_hand_off must be reachable from pattern_too_many_attempts.",
    ),
    example=Example(
        failing="""
        flows:
          pattern_too_many_attempts:
            description: Diz que não entendeu.
            steps: [{action: utter_conselho}]
        """,
        mended="""
        flows:
          pattern_too_many_attempts:
            description: Chama uma pessoa.
            steps: [{link: pattern_human_handoff}]
        """,
    ),
)
OPTIONS_IN_TEXT = Rule(
    id="options-in-text",
    severity=Severity.warning,
    title=Told("Opções numeradas escritas na pergunta", "Numbered options written into the question"),
    why=Told(
        "O programa acrescenta as opções com os seus números. Escritas também no texto, aparecem duas vezes, e um dia com números diferentes.",
        "The program adds the options with their numbers. Written into the text too, they show twice, and some day with other numbers.",
    ),
    example=Example(
        failing="""
        responses:
          utter_ask_febre:
            - text: |-
                Como está a febre?
                1. Alta
                2. Baixa
        """,
        mended="""
        responses:
          utter_ask_febre: [{text: "Como está a febre?"}]
        """,
    ),
)
LABEL_TOO_LONG = Rule(
    id="label-too-long",
    severity=Severity.warning,
    title=Told("Uma opção comprida demais", "An option that is too long"),
    why=Told(
        f"Uma opção ou um botão com mais de {LABEL_LENGTH} letras, em qualquer idioma, não cabe em duas linhas de um celular. Encurte o rótulo e ponha as outras palavras em synonyms.",
        f"An option or button of more than {LABEL_LENGTH} characters, in any language, does not fit on two lines of a phone. Shorten the label and put the other words into synonyms.",
    ),
    example=Example(
        failing="""
        slots:
          febre:
            type: categorical
            answer:
              type: choice
              options:
                - {id: alta, label: "Alta, acima de trinta e nove graus medidos com um termômetro embaixo do braço"}
                - {id: baixa, label: Baixa}
        """,
        mended="""
        slots:
          febre:
            type: categorical
            answer:
              type: choice
              options:
                - {id: alta, label: "Alta: mais de 39"}
                - {id: baixa, label: Baixa}
        """,
    ),
)
TOO_MANY_CHOICES = Rule(
    id="too-many-choices",
    severity=Severity.warning,
    title=Told("Opções demais em uma pergunta", "Too many options in one question"),
    why=Told(
        f"Mais de {CHOICES} linhas numeradas não cabem na tela de um celular. Junte opções, ou faça duas perguntas.",
        f"More than {CHOICES} numbered lines do not fit on a phone's screen. Join options, or ask two questions.",
    ),
    example=Example(
        failing="""
        slots:
          febre:
            type: categorical
            answer:
              type: choice
              options: [{id: alta, label: Alta}, {id: o2, label: B}, {id: o3, label: C}, {id: o4, label: D}, {id: o5, label: E}, {id: o6, label: F},
                {id: o7, label: G}, {id: o8, label: H}, {id: o9, label: I}, {id: o10, label: J}, {id: o11, label: K}, {id: o12, label: L},
                {id: o13, label: M}, {id: o14, label: N}, {id: o15, label: O}, {id: o16, label: P}]
        """,
        mended="""
        slots:
          febre:
            type: categorical
            answer:
              type: choice
              options: [{id: alta, label: Alta}, {id: baixa, label: Baixa}, {id: nenhuma, label: Sem febre}]
        """,
    ),
)
DUPLICATE_SYNONYM = Rule(
    id="duplicate-synonym",
    severity=Severity.error,
    title=Told("A mesma palavra em duas opções", "The same word in two options"),
    why=Told(
        "Quem escreve essa palavra não escolhe nenhuma das duas: a Bela pergunta de novo. Deixe a palavra em uma opção só.",
        "Who writes this word chooses neither of the two: Bela asks again. Keep the word in one option.",
    ),
    example=Example(
        failing="""
        slots:
          febre:
            type: categorical
            answer:
              type: choice
              options: [{id: alta, label: Alta, synonyms: [quentura]}, {id: baixa, label: Baixa, synonyms: [Quentura]}]
        """,
        mended="""
        slots:
          febre:
            type: categorical
            answer:
              type: choice
              options: [{id: alta, label: Alta, synonyms: [muita quentura]}, {id: baixa, label: Baixa, synonyms: [quentura]}]
        """,
    ),
)

RULES: Final = (
    MISSING_INVALID_RESPONSE,
    MISSING_RANGE_RESPONSE,
    ATTEMPTS_WITHOUT_PERSON,
    OPTIONS_IN_TEXT,
    LABEL_TOO_LONG,
    TOO_MANY_CHOICES,
    DUPLICATE_SYNONYM,
)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    asked = {step.slot for _, step in pack.collects}
    for name in asked & pack.content.slots.keys():
        yield from _help(pack, pack.content.slots[name])
    for slot in pack.content.slots.values():
        yield from _options(pack, slot)
    for response in pack.content.responses.values():
        yield from _buttons(pack, response)
    yield from _numbered(pack)
    yield from _attempts(pack)


def _help(pack: Pack, slot: Slot) -> Iterator[Finding]:
    kind = answers.KIND_NAMES.get(type(slot.answer))
    if kind is None:
        return
    names = [f"utter_invalid_{slot.name}", f"utter_invalid_{kind}"]
    if not any(name in pack.content.responses for name in names):
        yield MISSING_INVALID_RESPONSE.at(
            slot.mark,
            pt=f'a resposta errada a "{slot.name}" não tem ajuda; escreva "{names[0]}" ou "{names[1]}"',
            en=f'a wrong answer to "{slot.name}" gets no help; write "{names[0]}" or "{names[1]}"',
        )
    if kind in _RANGED and f"utter_out_of_range_{kind}" not in pack.content.responses:
        yield MISSING_RANGE_RESPONSE.at(
            slot.mark,
            pt=f'um número impossível em "{slot.name}" não é explicado; escreva "utter_out_of_range_{kind}"',
            en=f'an impossible number for "{slot.name}" is not explained; write "utter_out_of_range_{kind}"',
        )


def _choices(slot: Slot) -> tuple[answers.Option, ...]:
    match slot.answer:
        case answers.Choice(options=options):
            return options
        case answers.MultiChoice(options=options, none=none):
            return (*options, none)
        case _:
            return ()


def _options(pack: Pack, slot: Slot) -> Iterator[Finding]:
    options = _choices(slot)
    if len(options) > CHOICES:
        yield TOO_MANY_CHOICES.at(
            slot.mark,
            pt=f'a pergunta de "{slot.name}" tem {len(options)} opções; o celular mostra até {CHOICES}',
            en=f'the question for "{slot.name}" has {len(options)} options; a phone shows up to {CHOICES}',
        )
    seen: dict[str, str] = {}
    for number, option in enumerate(options):
        for language, label in said_in(option.label, option.translations):
            if len(label) > LABEL_LENGTH:
                yield LABEL_TOO_LONG.at(
                    pack.option_mark(slot.name, number, language=language),
                    pt=f'a opção "{option.id}"{within(language).pt} tem {len(label)} letras; o máximo é {LABEL_LENGTH}',
                    en=f'the option "{option.id}"{within(language).en} has {len(label)} characters; at most {LABEL_LENGTH} fit',
                )
        for word in {text.fold(word) for word in option.names_when_asked}:
            other = seen.setdefault(word, option.id)
            if other != option.id:
                yield DUPLICATE_SYNONYM.at(
                    pack.option_mark(slot.name, number),
                    pt=f'"{word}" vale para "{option.id}" e também para "{other}"',
                    en=f'"{word}" means "{option.id}" and "{other}" as well',
                )


def _buttons(pack: Pack, response: Response) -> Iterator[Finding]:
    for number, variation in enumerate(response.variations):
        for place, button in enumerate(variation.buttons):
            for language, title in said_in(button.title, button.translations):
                if len(title) > LABEL_LENGTH:
                    yield LABEL_TOO_LONG.at(
                        pack.button_mark(response.name, number, place, language=language),
                        pt=f'o botão "{button.title}"{within(language).pt} tem {len(title)} letras; o máximo é {LABEL_LENGTH}',
                        en=f'the button "{button.title}"{within(language).en} has {len(title)} characters; at most {LABEL_LENGTH} fit',
                    )


def _numbered(pack: Pack) -> Iterator[Finding]:
    questions = {step.utter for _, step in pack.collects if _choices_of(pack, step.slot)}
    for name in questions & pack.content.responses.keys():
        for number, variation in enumerate(pack.content.responses[name].variations):
            if len(_NUMBERED.findall(variation.text)) > 1:
                yield OPTIONS_IN_TEXT.at(
                    pack.text_mark(name, number),
                    pt=f'"{name}" escreve opções numeradas; o programa já as acrescenta',
                    en=f'"{name}" writes numbered options; the program adds them already',
                )


def _choices_of(pack: Pack, slot: str) -> bool:
    return slot in pack.content.slots and bool(_choices(pack.content.slots[slot]))


def _attempts(pack: Pack) -> Iterator[Finding]:
    flow = pack.content.flows.get("pattern_too_many_attempts")
    if flow is None:
        return
    reached = pack.graph.reached([Place(flow.id, flow.first)])
    if not any(hands_off(pack.graph.steps[place]) for place in reached if not place.is_end):
        yield ATTEMPTS_WITHOUT_PERSON.at(
            flow.mark,
            pt='de "pattern_too_many_attempts" não se chega a uma pessoa ("action_hand_off")',
            en='no person ("action_hand_off") can be reached from "pattern_too_many_attempts"',
        )
