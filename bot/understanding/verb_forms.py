"""Which forms does a regular verb have? Only folded ones, as messages are read."""

from __future__ import annotations

from typing import Final

#: Present, pasts, future, conditional, subjunctives, gerund and participle, in the persons that people speak in.
_ENDINGS: Final = {
    "ar": """o a as am amos e es em emos ei ou aram ava avas avam arei ara arao aremos aria ariam asse assem
        armos arem ando ado ada ados adas""",
    "er": """o e es em emos a as am amos i eu eram ia ias iam erei era erao eremos eria eriam esse essem
        ermos erem endo ido ida idos idas""",
    "ir": """o e es em imos a as am amos i iu iram ia ias iam irei ira irao iremos iria iriam isse issem
        irmos irem indo ido ida idos idas""",
}
_SHORTEST_STEM: Final = 3


def regular(word: str) -> frozenset[str]:
    """Give the forms of an infinitive ("consultar": "consulto", "consultei"); none for any other word."""
    stem, ending = word[:-2], word[-2:]
    if ending not in _ENDINGS or len(stem) < _SHORTEST_STEM:
        return frozenset()
    return frozenset(stem + form for form in _ENDINGS[ending].split())
