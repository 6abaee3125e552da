"""Is this something that an answer could be written to, or only an answer that was not understood?

Told by the form of the words alone: a question mark, or how a question begins in Portuguese, Spanish and English.
"""

from __future__ import annotations

import re
from typing import Final

from bot.understanding import small_words, text

#: Fewer words say too little to be answered.
_LEAST_WORDS: Final = 2
_LEAST_WORDS_UNASKED: Final = 3

#: A doubled letter is often written once: "poso tomar".
_TWICE = re.compile(r"(.)\1")
_BEGINNINGS_WRITTEN: Final = small_words.listed("""
    posso pode podem podia poderia podemos como quando onde aonde quem qual quais quanto quanta quantos quantas porque devo deve precisa
    preciso existe tem pega serve sera puedo puede cuando donde quien cual cuanto cuantos can could should how when where who what which why
    """)
_BEGINNINGS: Final = frozenset(_TWICE.sub(r"\1", word) for word in _BEGINNINGS_WRITTEN)
_PHRASES: Final = (
    "por que", "o que", "que dia", "que horas", "faz mal", "faz bem", "faz diferenca", "e verdade", "e perigoso", "e normal", "e preciso",
    "da para", "quero saber", "queria saber", "gostaria de saber", "preciso saber", "tenho uma duvida", "uma duvida", "me explica",
    "me diz", "por que no", "es verdad", "quiero saber", "is it", "do i",
)  # fmt: skip
#: A greeting or a "but" may come before the question begins.
_BEGINS_WITHIN: Final = 3


def may_be_answered(words: str, *, instead_of_answer: bool) -> bool:
    """Whether to keep it.

    What comes in place of an answer about the person may be a misspelt one, or a name: it has to have the form of a question.
    """
    found = text.words(words)
    if len(found) < _LEAST_WORDS or text.is_only_emoji(words):
        return False
    if _reads_like_a_question(words, found):
        return True
    return not instead_of_answer and len(found) >= _LEAST_WORDS_UNASKED


def _reads_like_a_question(words: str, found: tuple[str, ...]) -> bool:
    if "?" in words and re.search(r"[^\W\d]", words):
        return True
    plain = " ".join(found)
    return any(_TWICE.sub(r"\1", word) in _BEGINNINGS for word in found[:_BEGINS_WITHIN]) or any(
        re.search(rf"\b{phrase}\b", plain) for phrase in _PHRASES
    )
