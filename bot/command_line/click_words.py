"""What does click say of a command line that it cannot read? In Portuguese; it has the English itself."""

from __future__ import annotations

import re
from typing import Final

from bot.told import Language

#: Click's sentences, and ours; what is filled in is told in its turn.
_SENTENCES: Final = tuple(
    (re.compile(english, re.DOTALL), portuguese)
    for english, portuguese in (
        (r"Invalid value for (.+?): (.+)", "valor inválido para {0}: {1}"),
        (r"Invalid value: (.+)", "valor inválido: {0}"),
        (r"Missing (?:argument|option|parameter) (.+?)\. ?(.*)", "falta {0}. {1}"),
        (r"Choose from:\s+(.+)", "Escolha entre: {0}"),
        (r"Missing command\.", "falta o comando."),
        (r"No such option (.+?)\. ?(.*)", "a opção {0} não existe. {1}"),
        (r"No such command (.+?)\. ?(.*)", "o comando {0} não existe. {1}"),
        (r"Did you mean (.+)\?", "Você quis dizer {0}?"),
        (r"\(Did you mean one of: (.+)\?\)", "Você quis dizer um destes: {0}?"),
        (r"Got unexpected extra arguments? \((.+)\)", "não sei o que fazer com o resto da linha: {0}"),
        (r"Option (.+) requires an argument\.", "a opção {0} precisa de um valor."),
        (r"Option (.+) does not take a value\.", "a opção {0} não leva valor."),
        (r"(.+) is not one of (.+)\.", "{0} não é um destes: {1}."),
        (r"(.+) is not a valid integer(?: range)?\.", "{0} não é um número inteiro."),
        (r"(.+) is not a valid float(?: range)?\.", "{0} não é um número."),
        (r"(.+) is not in the range ([\d.]+)<=x<=([\d.]+)\.", "{0} não fica entre {1} e {2}."),
        (r"(.+) does not match the formats? (.+)\.", "{0} não tem a forma {1}."),
        (r"File (.+) does not exist\.", "o arquivo {0} não existe."),
        (r"File (.+) is a directory\.", "{0} é uma pasta, e não um arquivo."),
        (r"File (.+) is not readable\.", "o arquivo {0} não pode ser lido por esta conta."),
        (r"Directory (.+) does not exist\.", "a pasta {0} não existe."),
        (r"Directory (.+) is a file\.", "{0} é um arquivo, e não uma pasta."),
        (r"Path (.+) does not exist\.", "{0} não existe."),
    )
)


def said(sentence: str, language: Language) -> str:
    """The sentence in that language; one that is no click's stays as it is."""
    return sentence if language is Language.en else _in_portuguese(sentence)


def _in_portuguese(sentence: str) -> str:
    for english, portuguese in _SENTENCES:
        found = english.fullmatch(sentence)
        if found:
            parts = (_in_portuguese(part) for part in found.groups(default=""))
            return portuguese.format(*parts).strip()
    return sentence
