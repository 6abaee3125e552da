"""How hard is a Portuguese text to read?

Flesch's reading ease as adapted to Brazilian Portuguese by Martins, Ghiraldelo, Nunes and Oliveira, "Readability formulas
applied to textbooks in Brazilian Portuguese", ICMC-USP, Notas 28, 1996: 248.835 - 1.015 x words per sentence
- 84.6 x syllables per word. 75 and more: first four school years; 50 to 75: up to the eighth; below 50: harder.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Below this a text asks for more than eight years of school.
GOAL: Final = 50.0
#: Shorter texts say nothing: one long word would decide.
FEWEST_WORDS: Final = 20

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VARIABLE = re.compile(r"\{\w+\}")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|\*|$)|\n\s*\n|\n\s*[-•]")
#: Two vowels that are one syllable: ai, ou, ão, qua … A vowel with an acute accent before or after stands alone.
_SYLLABLE = re.compile(r"[qg]u(?=[aeiouáéíóúâêôãõ])|[aeouáéóâêôãõ][iu](?![íú])|ã[eo]|õe|[aeiouáéíóúâêôãõàü]")
_SILENT_U = re.compile(r"[qg]u(?=[aeiouáéíóúâêôãõ])")


def ease(text: str) -> float | None:
    """The reading ease of a text; None when it is too short to say."""
    plain = unicodedata.normalize("NFC", _VARIABLE.sub("isso", text)).lower()
    words = _WORD.findall(plain)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = [part for part in _SENTENCE_END.split(plain) if _WORD.search(part)]
    return 248.835 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(syllables, words)) / len(words)


def syllables(word: str) -> int:
    """About how many syllables a word has; at least one."""
    return max(1, len(_SYLLABLE.findall(_SILENT_U.sub("k", word))))
