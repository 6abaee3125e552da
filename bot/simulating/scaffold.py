"""A new question with its answer and a case: valid at once, with comments that say what to write where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,40}")

_CONTENT: Final = """\
# SPDX-License-Identifier: Apache-2.0
# Uma dúvida e a sua resposta. Troque os textos, confira com "bela flows lint" e "bela flows test".
flows:
  faq_{name}:
    name: {title}
    description: Responde sobre {title}.
    # Frases que iniciam este fluxo sem o Rasa; prefira duas palavras ou mais.
    keywords: [dúvida sobre {title}]
    # Depois de escrever exemplos em "nlu:", abaixo, tire o "#" da linha seguinte e de "nlu:".
    # nlu_trigger: [{{intent: faq_{name}}}]
    steps:
      - id: responde
        action: utter_faq_{name}
        next: END

responses:
  utter_faq_{name}:
    # Até 600 letras, frases curtas, um assunto por parágrafo. Em texto grave, sempre {{samu}}.
    - text: |-
        Escreva aqui a resposta sobre {title}.
      metadata:
        source: "escreva aqui a fonte, com a página"
        date: "{month}"

# nlu:
#   - intent: faq_{name}
#     examples: |
#       - escreva como as pessoas escrevem, com erros e sem acento
#       - dezoito exemplos são um bom começo
"""
_CASES: Final = """\
# O que tem de acontecer quando alguém faz esta pergunta.
test_cases:
  - test_case: {title}
    steps:
      - user: oi
      - user: dúvida sobre {title}
        assertions:
          - bot_uttered: {{utter_name: utter_faq_{name}}}
"""


class CannotMake(Exception):
    """The new files cannot be made; the message says why, in Portuguese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffold:
    """The files that were made."""

    content: Path
    cases: Path


def make(pack: Path, name: str, *, today: date) -> Scaffold:
    """Write both files; raises CannotMake for a bad name and where something would be written over."""
    if not _NAME.fullmatch(name):
        raise CannotMake(f'"{name}" não serve de nome: use letras minúsculas sem acento, números e _')
    made = Scaffold(content=pack / "flows" / f"faq_{name}.yml", cases=pack / "cases" / f"faq_{name}.yml")
    for path in (made.content, made.cases):
        if path.exists():
            raise CannotMake(f"{path} já existe; escolha outro nome ou edite esse arquivo")
    words = {"name": name, "title": name.replace("_", " "), "month": today.strftime("%Y-%m")}
    for path, text in ((made.content, _CONTENT), (made.cases, _CASES)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**words), encoding="utf-8")
    return made
