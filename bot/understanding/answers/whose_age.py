"""Of several ages, which is of the person who is ill? "Eu 41, ela 38, quem tá doente sou eu"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import small_words
from bot.understanding.answers import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.answers.quantities import Quantity

_SELF: Final = "eu"
_HER: Final = "ela"
_HIM: Final = "ele"
_MYSELF: Final = small_words.listed("eu mim tenho sou minha comigo")
_HERS: Final = small_words.listed("ela dela mulher menina moca senhora velha")
_HIS: Final = small_words.listed("ele dele homem menino moco senhor velho")
#: Relations of women that do not end in "a".
_WOMEN: Final = frozenset(["mae", "mainha", "irma"])
_WHO: Final = r"(?P<who>(?:(?:a|o|minha|meu|nossa|nosso) )*[a-z]+)"
_ILL: Final = r"(?:doente|mal|ruim|pior|assim|passando mal|com (?:febre|tosse|covid|dengue|gripe|dor|os sintomas)|sentindo|precisando)"
#: Who is ill, or whom it is about.
_IS_ILL: Final = (
    re.compile(rf"\bquem (?:esta|ficou|passou|anda) (?:\w+ )??{_ILL}(?: \w+)?? (?:e|sou|foi|sao) {_WHO}"),
    re.compile(rf"\b(?:a|o) doente (?:e|sou|aqui e|aqui sou|da casa e) {_WHO}"),
    re.compile(rf"\b{_WHO} (?:e )?(?:que|quem) (?:esta|estou|ficou|anda|passou) (?:\w+ )??{_ILL}"),
    re.compile(rf"\b(?:e|isso e|eh) (?:para|pra|pro|sobre|da|do|de|por) {_WHO}\W*$"),
)


class _Person(NamedTuple):
    """Who is spoken of."""

    #: The relation, or the pronoun.
    word: str
    #: What a pronoun says of them.
    kind: str


def of_the_ill(words: Sequence[str], found: Sequence[Quantity]) -> Quantity | None:
    """Give the age of whoever is ill, where ages of several people are told; None where that is not clear."""
    if len(found) <= 1:
        return None
    ill = _ill(" ".join(words))
    if ill is None:
        return None
    owned = [
        quantity
        for quantity, owner in zip(found, _owners(words, found), strict=True)
        if owner and _same(owner, ill)
    ]
    return owned[0] if len(owned) == 1 else None


def _ill(said: str) -> _Person | None:
    matches = (match for pattern in _IS_ILL for match in pattern.finditer(said))
    people = {person for match in matches if (person := _last_person(match["who"].split()))}
    return people.pop() if len(people) == 1 else None


def _owners(words: Sequence[str], found: Sequence[Quantity]) -> list[_Person | None]:
    """Give whom each number is said of: the last person named between it and the number before."""
    owners: list[_Person | None] = []
    begin = 0
    for quantity in found:
        owners.append(_last_person(words[begin : quantity.start]))
        begin = quantity.end + 1
    return owners


def _last_person(words: Sequence[str]) -> _Person | None:
    people = (person for word in reversed(words) if (person := _person(word)))
    first = next(people, None)
    if first is not None and first.word == "minha":  # "minha mãe" is no "minha idade"
        return _Person(_SELF, _SELF)
    return first


def _person(word: str) -> _Person | None:
    if word in _MYSELF:
        return _Person("minha" if word == "minha" else _SELF, _SELF)
    if word in _HERS:
        return _Person(_HER, _HER)
    if word in _HIS:
        return _Person(_HIM, _HIM)
    if subject.is_relation(word):
        return _Person(word, _HER if word.endswith("a") or word in _WOMEN else _HIM)
    return None


def _same(one: _Person, other: _Person) -> bool:
    """Tell whether both may be the same: the same word, or a pronoun beside a relation."""
    pronouns = {_HER, _HIM}
    return one.kind == other.kind and (one.word == other.word or bool(pronouns & {one.word, other.word}))
