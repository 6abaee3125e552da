"""Do the words that start flows mean one thing each?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bot.linting.pack import Pack, child, items
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told
from bot.understanding import text
from config.marked_yaml import Mark, ScalarNode

DUPLICATE_KEYWORD = Rule(
    id="duplicate-keyword",
    severity=Severity.error,
    title=Told("A mesma palavra-chave em dois fluxos", "The same keyword in two flows"),
    why=Told(
        "Só um dos dois começa; o outro nunca é encontrado por essa palavra. Acentos e maiúsculas não fazem diferença. Deixe-a em um fluxo só.",
        "Only one of the two starts; the other is never found by this word. Accents and case make no difference. Keep it in one flow.",
    ),
    example=Example(
        failing="""
        flows:
          teste:
            description: Onde fazer o teste.
            keywords: [fazer o teste]
            steps: [{action: utter_conselho}]
          exame:
            description: Onde fazer o exame.
            keywords: [Fazer o Teste]
            steps: [{action: utter_conselho}]
        """,
        mended="""
        flows:
          teste:
            description: Onde fazer o teste.
            keywords: [fazer o teste]
            steps: [{action: utter_conselho}]
          exame:
            description: Onde fazer o exame.
            keywords: [fazer exame]
            steps: [{action: utter_conselho}]
        """,
    ),
)
DUPLICATE_EXAMPLE = Rule(
    id="duplicate-example",
    severity=Severity.error,
    title=Told("O mesmo exemplo em duas intenções", "The same example in two intents"),
    why=Told(
        "O Rasa aprende que a frase quer dizer duas coisas, e passa a errar as duas. Deixe o exemplo na intenção certa.",
        "Rasa learns that the sentence means two things, and begins to get both wrong. Keep the example in the right intent.",
    ),
    example=Example(
        failing="""
        flows:
          teste:
            description: Onde fazer o teste.
            nlu_trigger: [{intent: teste}, {intent: exame}]
            steps: [{action: utter_conselho}]
        nlu:
          - intent: teste
            examples: |
              - onde faço o teste
              - quero testar
          - intent: exame
            examples: |
              - onde faco o teste?
              - quero o exame
        """,
        mended="""
        flows:
          teste:
            description: Onde fazer o teste.
            nlu_trigger: [{intent: teste}, {intent: exame}]
            steps: [{action: utter_conselho}]
        nlu:
          - intent: teste
            examples: |
              - onde faço o teste
              - quero testar
          - intent: exame
            examples: |
              - onde faço o exame
              - quero o exame
        """,
    ),
)
UNUSED_INTENT = Rule(
    id="unused-intent",
    severity=Severity.warning,
    title=Told("Uma intenção que não inicia nada", "An intent that starts nothing"),
    why=Told(
        "O Rasa aprende a reconhecê-la, e a Bela não faz nada com ela. Ponha-a em nlu_trigger de um fluxo, ou apague os exemplos. "
        "Se ela existe só para o Rasa não tomar estas frases por outra coisa, diga isso: ponha o nome em intents.",
        "Rasa learns to recognise it, and Bela does nothing with it. Put it into a flow's nlu_trigger, or delete the examples. "
        "If it is there only so that Rasa does not take these sentences for something else, say so: put its name into intents.",
    ),
    example=Example(
        failing="""
        nlu:
          - intent: teste
            examples: |
              - onde faço o teste
        """,
        mended="""
        flows:
          teste:
            description: Onde fazer o teste.
            nlu_trigger: [{intent: teste}]
            steps: [{action: utter_conselho}]
        nlu:
          - intent: teste
            examples: |
              - onde faço o teste
        """,
    ),
)

RULES: Final = (DUPLICATE_KEYWORD, DUPLICATE_EXAMPLE, UNUSED_INTENT)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    yield from _keywords(pack)
    seen: dict[str, tuple[str, Mark]] = {}
    first: dict[str, Mark] = {}
    for intent, words, mark in pack.examples():
        first.setdefault(intent, mark)
        folded = _folded(words)
        other, where = seen.setdefault(folded, (intent, mark))
        if other != intent:
            yield DUPLICATE_EXAMPLE.at(
                mark,
                pt=f'o exemplo "{words}" está em "{intent}" e também em "{other}" ({where})',
                en=f'the example "{words}" is in "{intent}" and in "{other}" as well ({where})',
            )
    used = _used(pack)
    for intent, mark in first.items():
        if intent not in used:
            yield UNUSED_INTENT.at(
                mark,
                pt=f'a intenção "{intent}" tem exemplos e não inicia nenhum fluxo',
                en=f'the intent "{intent}" has examples and starts no flow',
            )


@lru_cache(maxsize=8_192)
def _folded(words: str) -> str:
    """As a reader sees it; a draft is linted again and again, and its examples seldom change."""
    return " ".join(text.words(words)) or text.fold(words)


def _used(pack: Pack) -> set[str]:
    triggers = {intent for flow in pack.content.flows.values() for intent, _ in flow.triggers}
    payloads = {
        button.payload.removeprefix("/")
        for response in pack.content.responses.values()
        for variation in response.variations
        for button in variation.buttons
    }
    return triggers | payloads | _meant_to_start_nothing(pack)


def _meant_to_start_nothing(pack: Pack) -> set[str]:
    listed = (item for node in pack.files.values() for item in items(child(node, "intents")))
    return {item.written for item in listed if isinstance(item, ScalarNode)}


def _keywords(pack: Pack) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name, mark, word in _written(pack):
        other = seen.setdefault(text.fold(word), name)
        if other != name:
            yield DUPLICATE_KEYWORD.at(
                mark,
                pt=f'"{word}" já inicia o fluxo "{other}"',
                en=f'"{word}" starts the flow "{other}" already',
            )


def _written(pack: Pack) -> Iterator[tuple[str, Mark, str]]:
    """Each keyword: its flow, its place and its words."""
    for flow in pack.content.flows.values():
        written = items(child(pack.flows[flow.id].node, "keywords"))
        for node, word in zip(written, flow.keywords, strict=False):
            yield flow.id, node.mark, word
