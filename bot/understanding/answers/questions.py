"""Does the person ask something back instead of answering?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text

_ASKS = re.compile(
    r"(?:(?:oi|ola|bom|boa|dia|tarde|noite|mas|e|eu|me|diz|queria|quero|gostaria|de|saber|pode|dizer) )*"
    r"(?:(?:o |por |para )?que |qual |quais |como |quando |onde |aonde |quanto |quantos |quantas |quem |porque |cade |posso |devo "
    r"|tem como |pode (?:ser que|me)|sera )"
)


#: So begins a question only when it ends as one: "tem vacina?", but "tem, sim".
_MAY_ASK = re.compile(
    r"(?:(?:oi|ola|e|ai|la) )*(?:tem|pode|preciso|precisa|da|e|existe|vai|vou|vcs|voces|voce|isso) "
)
#: "quem tá doente é minha mãe, 66 anos": asks nothing.
_IS_WHO = re.compile(
    r"(?:(?:oi|ola|bom|boa|dia|tarde|noite) )*(?:quem|o que|a que|onde) (?:\w+ ){1,5}?(?:e|sou|foi) (?:o |a )?(?:meu|minha|eu|ele|ela|nosso|nossa|aqui|so)\b|quem (?:\w+ ){1,4}?sou eu\b"
)
_PUZZLED = re.compile(
    r"^(?:(?:oi|ola|desculpa|desculpe|mas|eu|como|e) )*(?:(?:nao|nem) (?:entendi|entendo|compreendi|estou entendendo)"
    r"|como assim|(?:pode |podia )?(?:repete|repetir|repita|explica|explicar)|o que|hein|oxe$|que$)(?: |$)"
)
#: What things do, and what is told of a person.
_ASSERTS = re.compile(
    r"\b(?:piora|corre|transmite|passam|podem|devem|deve|sofre|fica|causa|da|faz|pode|passa|pega|serve|precisa|conta|vale|atrapalha|ajuda|mata|cura|aumenta|muda)\b"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:eu|me|meu|minha|meus|minhas|tenho|estou|sou|sinto|tive|fiz|tomo|fui|estava|ele|ela|dele|dela)\b"
)
#: Says something of the question, and answers none: "que pergunta difícil", "é complicado explicar".
_OF_THE_QUESTION = re.compile(
    r"^(?:(?:af|aff|ai|oxe|oxente|vixe|ixi|ixe|eita|nossa|uai|ue|bah|ih|xi|kkk|kk|e|eh|mas|que|essa|esta|isso|muito|tao|meio|assim|ta|esta|fica|ficou|moca|bela|minha|filha|meu|de|pra|para|mim|voce|hein|viu) )*"
    r"(?:pergunta|perguntinha|perguntas|questao)(?: (?:e|eh|mais|muito|meio|tao|bem))* (?:dificil|chata|complicada|ruim|esquisita|estranha|besta|boba|pessima|horrivel|boa|doida|cabulosa|danada|invasiva|indiscreta)\b"
    r"|^(?:(?:af|aff|ai|oxe|oxente|vixe|ixi|ixe|eita|nossa|uai|ue|bah|ih|xi|e|eh|isso|muito|tao|meio|ta|esta|fica|bem) )*(?:dificil|complicado|ruim|chato|pessimo)(?: (?:de|pra|para|eu|te|lhe))* (?:explicar|responder|dizer|descrever|falar|saber|entender|escolher|avaliar|por em palavras)\b"
)
_MOST_PUZZLED_WORDS = 7
_LEAST_WORDS = 3


def is_of_the_question(words: Sequence[str]) -> bool:
    """Tell whether the words only say how the question is: "aff, que pergunta difícil"."""
    return len(words) <= _MOST_PUZZLED_WORDS and _OF_THE_QUESTION.search(" ".join(words)) is not None


def is_question(tokens: Sequence[text.Token]) -> bool:
    """Tell whether the message asks something, or says that the question was not understood.

    Without a question mark it has to begin as a question and to have three words.
    """
    if not tokens:
        return False
    said = " ".join(token.word for token in tokens)
    if said.startswith("que eu saiba") or (tokens[-1].after != "?" and _IS_WHO.match(said)):
        return False
    if len(tokens) <= _MOST_PUZZLED_WORDS and _PUZZLED.match(said):
        return True
    marked, several = tokens[-1].after == "?", len(tokens) >= _LEAST_WORDS
    if marked and several and (_MAY_ASK.match(said) or _of_the_world(said)):
        return True
    return bool(_ASKS.match(f"{said} ")) and (marked or several)


def _of_the_world(said: str) -> bool:
    """Tell whether what ends with a question mark speaks of how things are, and of nobody: "pressão alta piora a covid?"."""
    return bool(_ASSERTS.search(said)) and not _OF_SOMEBODY.search(said)
