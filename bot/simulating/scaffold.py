"""A new question with its answer and a case: read at once, and refused by lint until the answer and its source are written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.content.placeholder import PLACEHOLDER
from bot.understanding import text
from config.errors import ToldInBoth

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,40}")
_TITLE_LENGTH: Final = 60
#: More phrases than these help Rasa, which reads the examples, and nobody else.
_KEYWORDS: Final = 6
_CASES_OF_A_QUESTION: Final = 2
_LEAST_EXAMPLES: Final = 2

_CONTENT: Final = """\
# yaml-language-server: $schema=../../schema.json
# SPDX-License-Identifier: Apache-2.0
# Uma dúvida e a sua resposta. Escreva onde está «{placeholder}»; depois: bela flows lint, bela flows test.
flows:
  faq_{name}:
    name: {title}
    description: {description}
{trigger}
    # Frases que iniciam este fluxo sem o Rasa; prefira duas palavras ou mais.
    keywords:
{keywords}
    steps:
      - id: responde
        action: utter_faq_{name}
        next: END

responses:
  utter_faq_{name}:
    # Até 600 letras, frases curtas, um assunto por parágrafo. Em texto grave, sempre {{samu}}.
    - text: |-
        {placeholder} a resposta.
      # Em outros idiomas, sem o "#". Sem tradução, a resposta vai em português, depois de uma frase que diz isso.
      # translation:
      #   en: The same in English.
      #   es: Lo mismo en español.
      metadata:
        source: "{placeholder} a fonte, com a página"
        date: {placeholder}    # o mês da fonte: 2026-11

{examples}
"""
_EXAMPLES_TO_COME: Final = """\
# nlu:
#   - intent: faq_{name}
#     examples: |
#       - escreva como as pessoas escrevem, com erros e sem acento
#       - dezoito exemplos são um bom começo"""
_TRIGGER_TO_COME: Final = """\
    # Depois de escrever exemplos em "nlu:", abaixo, tire o "#" da linha seguinte e de "nlu:".
    # nlu_trigger: [{{intent: faq_{name}}}]"""
_CASES_HEAD: Final = """\
# SPDX-License-Identifier: Apache-2.0
# O que tem de acontecer quando alguém faz esta pergunta. Escreva-a aqui com as palavras das pessoas, como em "keywords".
test_cases:
"""
_CASE: Final = """\
  - test_case: {title}
    steps:
      - user: oi
      - user: {asked}
        assertions:
          - bot_uttered: {{utter_name: utter_faq_{name}}}
"""


class CannotMake(ToldInBoth):
    """The new files cannot be made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffold:
    """The files that were made."""

    content: Path
    cases: Path


def make(pack: Path, name: str, *, asked: Sequence[str] = ()) -> Scaffold:
    """Write both files, with the words in which people asked, where they did.

    Raises CannotMake for a bad name and where something would be written over.
    """
    if not _NAME.fullmatch(name):
        raise CannotMake(
            f'"{name}" não serve de nome: use letras minúsculas sem acento, números e _, como em perda_de_olfato.',
            f'"{name}" is no good name: use small letters without accents, digits and _, as in loss_of_smell.',
        )
    made = Scaffold(content=pack / "flows" / f"faq_{name}.yml", cases=pack / "cases" / f"faq_{name}.yml")
    for path in (made.content, made.cases):
        if path.exists():
            raise CannotMake(
                f"{path} já existe; escolha outro nome ou edite esse arquivo.",
                f"{path} exists already; choose another name or edit that file.",
            )
    for path, written in ((made.content, _content(name, asked)), (made.cases, _cases(name, asked))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, encoding="utf-8")
    return made


def _content(name: str, asked: Sequence[str]) -> str:
    title = _title(name)
    keywords = _different(asked)[:_KEYWORDS] or [f"dúvida sobre {title}"]
    learnt = list(asked) if len(asked) >= _LEAST_EXAMPLES else [*asked, f"dúvida sobre {title}"]
    trigger = f"    nlu_trigger: [{{intent: faq_{name}}}]" if asked else _TRIGGER_TO_COME.format(name=name)
    return _CONTENT.format(
        placeholder=PLACEHOLDER,
        name=name,
        title=_quoted(title[:1].upper() + title[1:_TITLE_LENGTH]),
        description=_quoted(f"Responde sobre {title}."),
        trigger=trigger,
        keywords="\n".join(f"      - {_quoted(phrase)}" for phrase in keywords),
        examples=_examples(name, learnt) if asked else _EXAMPLES_TO_COME.format(name=name),
    )


def _examples(name: str, asked: Sequence[str]) -> str:
    lines = [f"      - {' '.join(phrase.split())}" for phrase in asked]
    return "\n".join(["nlu:", f"  - intent: faq_{name}", "    examples: |", *lines])


def _cases(name: str, asked: Sequence[str]) -> str:
    title = _title(name)
    phrases = _different(asked)[:_CASES_OF_A_QUESTION] or [f"dúvida sobre {title}"]
    titles = [title if n == 1 else f"{title} ({n})" for n in range(1, len(phrases) + 1)]
    return _CASES_HEAD + "".join(
        _CASE.format(title=_quoted(one), asked=_quoted(phrase), name=name)
        for one, phrase in zip(titles, phrases, strict=True)
    )


def _title(name: str) -> str:
    return name.replace("_", " ")


def _different(asked: Sequence[str]) -> list[str]:
    """Those that differ to the reader of keywords: each counts once."""
    by_words = {text.words(phrase): phrase for phrase in reversed(asked)}
    return [phrase for phrase in asked if by_words[text.words(phrase)] == phrase]


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
