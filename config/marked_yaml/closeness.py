"""Which known word was probably meant?"""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from config.told import NOTHING, Told

#: similarity (0-100) from which a word counts as a misspelling of another
CLOSE_ENOUGH = 70


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word` (accents, case and separators apart), or None when none is close."""
    found = process.extractOne(
        word, list(candidates), scorer=fuzz.ratio, processor=_plain, score_cutoff=CLOSE_ENOUGH
    )
    return None if found is None else found[0]


def hint(word: str, candidates: Iterable[str], *, otherwise: Told = NOTHING) -> Told:
    """What is said behind a sentence that refuses the word: whether that candidate was meant; `otherwise` when none is close."""
    meant = closest(word, candidates)
    return Told(f'; você quis dizer "{meant}"?', f'; did you mean "{meant}"?') if meant else otherwise


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
