"""Which municipality of the deployment does a message name?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content import answers
from bot.understanding import ordinary_words, readings, spelling, text
from bot.understanding.answers import dont_know, questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Shown at most under "did you mean".
MOST_CANDIDATES = 4

#: How alike a misspelling has to be, and how much closer than the next municipality.
_ALIKE = 0.75
_CLEARLY_CLOSER = 0.08
_SHORTEST_PREFIX = 4
#: Longer messages name a municipality only when it is spelt right.
_MOST_WORDS = 8

_LIVES = re.compile(
    r"(?<!\bnao )\b(?:(?:moro|mora|moramos|morando|resido|reside|vivo|estou|to|tou|fico)(?: \w+){0,2}? (?:em|no|na|aqui)"
    r"|(?:mudei|mudamos|mudou)(?: \w+)?? (?:para|pra|pro|em))\b"
)
#: In front of a town that is not the one: "não moro em …", "perto de …", "trabalho em …".
_NOT_THERE = re.compile(
    r"\b(?:(?:nao|nem)(?: \w+){0,3}? (?:em|no|na|de)|(?:perto|pertinho|longe|vizinh[oa]|ao lado|do lado|colad[oa]|proxim[oa]|grudad[oa])"
    r"|(?:trabalho|trabalha|trabalhando|estudo|nasci|nasceu|vim|vindo|cheguei|natural|era para ser|saindo|sai))(?: (?:e|em|no|na|de|do|da|a|ao))*$"
)
_LEAD = re.compile(
    r"^(?:(?:oi|ola|bom|boa|dia|tarde|noite|eu|ele|ela|nos|a gente|moro|mora|moramos|morando|resido|vivo|sou|somos|estou|fico|aqui|la|e|em|no|na"
    r"|de|do|da|meu|minha|o|a|cidade|municipio|chama|nome|acho|que|perto|interior|natural|hoje) )+"
)
#: State → its name, folded.
STATES: Final = {
    "AC": "acre", "AL": "alagoas", "AP": "amapa", "AM": "amazonas", "BA": "bahia", "CE": "ceara", "DF": "distrito federal",
    "ES": "espirito santo", "GO": "goias", "MA": "maranhao", "MT": "mato grosso", "MS": "mato grosso do sul", "MG": "minas gerais",
    "PA": "para", "PB": "paraiba", "PR": "parana", "PE": "pernambuco", "PI": "piaui", "RJ": "rio de janeiro",
    "RN": "rio grande do norte", "RS": "rio grande do sul", "RO": "rondonia", "RR": "roraima", "SC": "santa catarina",
    "SP": "sao paulo", "SE": "sergipe", "TO": "tocantins",
}  # fmt: skip
#: Abbreviations that are ordinary words, too: "pa", "se", "tô"; without punctuation before them they are no state.
_ALSO_WORDS: Final = frozenset({"MT", "PA", "PR", "SE", "TO"})
#: Laughter.
_NO_STATE: Final = "RS"
#: The end of a message in which the state's name is looked for.
_LONGEST_STATE = 30
_WORDS = re.compile(r"[a-z0-9]+")
#: Ends what is said of one town.
_PARTS = re.compile(r"[,;.!?\n()]")
#: State → its capital, which people there call "a capital".
CAPITALS: Final = {
    "AC": "Rio Branco", "AL": "Maceió", "AP": "Macapá", "AM": "Manaus", "BA": "Salvador", "CE": "Fortaleza", "DF": "Brasília",
    "ES": "Vitória", "GO": "Goiânia", "MA": "São Luís", "MT": "Cuiabá", "MS": "Campo Grande", "MG": "Belo Horizonte",
    "PA": "Belém", "PB": "João Pessoa", "PR": "Curitiba", "PE": "Recife", "PI": "Teresina", "RJ": "Rio de Janeiro",
    "RN": "Natal", "RS": "Porto Alegre", "RO": "Porto Velho", "RR": "Boa Vista", "SC": "Florianópolis", "SP": "São Paulo",
    "SE": "Aracaju", "TO": "Palmas",
}  # fmt: skip


class MunicipalityIndex:
    """The deployment's municipalities and the other names people use for them; the name of its `state` may follow."""

    def __init__(self, names: Sequence[tuple[str, tuple[str, ...]]], *, state: str) -> None:
        name = STATES[state]
        self._home = state
        self._state = re.compile(rf"[ ,/()-]+(?:{state.lower()}|{name}|estado d[aeo] {name}|brasil)[ .)]*$")
        self._elsewhere = _elsewhere(state)
        self._names: dict[str, list[str]] = {}
        for name, aliases in names:
            for known in (name, *aliases):
                owners = self._names.setdefault(_normal(known), [])
                if name not in owners:
                    owners.append(name)
        if _normal(CAPITALS[state]) in self._names:
            self._names.setdefault("capital", self._names[_normal(CAPITALS[state])])
        self._names.pop("", None)
        self._sounds = {known: _sound(known) for known in self._names}
        self._longest = max((len(known.split()) for known in self._names), default=0)

    def find(self, message: str, *, phone_state: str = "") -> readings.Reading:
        """Read the one municipality the message names, misspellings forgiven; two close ones are asked back.

        Another state has towns of the same name: where the message names it, the town is asked back; where only the telephone
        is from there, a name spelt right is said back, and one that was guessed is asked back.
        """
        folded = text.fold(message)
        before = folded[:-_LONGEST_STATE]
        away = self._elsewhere.search(folded[-_LONGEST_STATE:])
        if away and _normal(message) not in self._names:
            return _doubted(self._read(before + folded[len(before) :][: away.start()]))
        read = self._read(message)
        if phone_state in {"", self._home} or not isinstance(read, readings.Read):
            return read
        return _doubted(read) if read.corrected else readings.Read(read.value, corrected=True)

    def _read(self, message: str) -> readings.Reading:
        folded = text.fold(message)
        parts = [_normal(part) for part in _PARTS.split(folded)]
        said = _normal(folded[:-_LONGEST_STATE] + self._state.sub("", folded[-_LONGEST_STATE:]))
        if not said:
            return readings.EMPTY if text.is_blank(message) else readings.UNCLEAR
        named = self._named(said, parts)
        if named:
            return _of(named, corrected=False)
        place = _LEAD.sub("", said)
        words = place.split()
        if len(words) > _MOST_WORDS or place.isdigit() or ordinary_words.SPELT_RIGHT.issuperset(words):
            return readings.UNCLEAR
        near = self._begun(place) or self._alike(place)
        if len(near) > 1 and len(parts) > 1:  # "barbalia, no cariri": the region is no town
            near = self._alike(_LEAD.sub("", parts[0])) or near
        return _of(near, corrected=True)

    def whole(self, said: str) -> str | None:
        """Give the municipality of which the words are the whole name, spelt right, or with its state."""
        owners = self._names.get(_normal(self._state.sub("", text.fold(said))), [])
        return owners[0] if len(owners) == 1 else None

    def begins(self, said: str) -> str | None:
        """Give the municipality whose whole name, spelt right, the words begin with."""
        words = _normal(said).split()
        for length in range(min(self._longest, len(words)), 0, -1):
            owners = self._names.get(" ".join(words[:length]), [])
            if len(owners) == 1:
                return owners[0]
        return None

    def _named(self, said: str, parts: Sequence[str]) -> list[str]:
        """Find names spelt right; one behind "moro em" outranks the others."""
        if said in self._names:
            return self._names[said]
        homes = [part[home.end() :] for part in parts if (home := _LIVES.search(part))]
        return self._inside(homes) or self._inside(parts)

    def _inside(self, parts: Sequence[str]) -> list[str]:
        """Give the towns named in parts of a message; those where the person is not, only where there is no other."""
        towns = [town for part in parts for town in self._places(part)]
        there = _distinct(owner for owner, is_there in towns if is_there)
        return there or _distinct(owner for owner, _ in towns)

    def _places(self, said: str) -> Iterator[tuple[str, bool]]:
        """Give every town named, and whether the person may be there."""
        words = said.split()
        place = 0
        while place < len(words):
            taken = 1
            for length in range(min(self._longest, len(words) - place), 0, -1):
                owners = self._names.get(" ".join(words[place : place + length]))
                if owners:
                    is_there = not _NOT_THERE.search(" ".join(words[:place]))
                    yield from ((owner, is_there) for owner in owners)
                    taken = length
                    break
            place += taken

    def _begun(self, place: str) -> list[str]:
        """Find the names that begin with these words: "juazeiro" → Juazeiro do Norte."""
        if len(place) < _SHORTEST_PREFIX:
            return []
        return _distinct(
            owner
            for known, owners in self._names.items()
            if known.startswith(f"{place} ")
            for owner in owners
        )

    def _alike(self, place: str) -> list[str]:
        """Find the names that sound nearly as the whole, or else as a part of it."""
        parts = _spans(place, self._longest)
        scores = self._scores([place]) or self._scores(parts)
        best = max(scores.values(), default=0.0)
        close = [owner for owner, score in scores.items() if best - score < _CLEARLY_CLOSER]
        return sorted(close, key=lambda owner: (-scores[owner], owner))

    def _scores(self, spelt: Iterable[str]) -> dict[str, float]:
        scores: dict[str, float] = {}
        for span in spelt:
            near = process.extract(
                _sound(span), self._sounds, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=None
            )
            for _, score, known in near:
                for owner in self._names[known]:
                    scores[owner] = max(scores.get(owner, 0.0), score)
        return scores


def read(
    answer: answers.MunicipalityAnswer,
    message: str,
    municipalities: MunicipalityIndex,
    *,
    phone_state: str = "",
) -> readings.Reading:
    """Read the municipality; the value is its official name."""
    tokens = text.tokens(message)
    if dont_know.is_dont_know([token.word for token in tokens]):
        return readings.Unknown() if answer.allow_unknown else readings.UNCLEAR
    if questions.is_question(tokens):
        return readings.UNCLEAR
    return municipalities.find(message, phone_state=phone_state)


def _elsewhere(home: str) -> re.Pattern[str]:
    """Find another state at the end of a message: "…, MA", "… (Maranhão)", "… do Maranhão", "… no estado do Pará"."""
    others = {state: name for state, name in STATES.items() if state != home}
    short = "|".join(state.lower() for state in others if state != _NO_STATE)
    glued = "|".join(state.lower() for state in others if state not in {*_ALSO_WORDS, _NO_STATE})
    whole = "|".join(others.values())
    named = "|".join(name for name in others.values() if name != "para")
    return re.compile(
        rf"(?: *[,/(-] *(?:{short}|{whole})| (?:{glued})| (?:n[ao]|d[aeo]|em) (?:{named})"
        rf"| (?:n[ao]|do|em)? ?estado d[aeo] (?:{whole}))[ .)]*$"
    )


def _doubted(read: readings.Reading) -> readings.Reading:
    """Ask whether the town of this name is meant, instead of taking it."""
    if not isinstance(read, readings.Read):
        return read
    town = answers.Option(id=str(read.value), label=str(read.value))
    return readings.NotUnderstood(readings.Why.AMBIGUOUS, candidates=(town,))


def _normal(name: str) -> str:
    return " ".join(_WORDS.findall(text.fold(name.replace("'", " "))))


def _sound(name: str) -> str:
    return " ".join(spelling.sound(word, inflected=False) for word in name.split())


def _spans(place: str, longest: int) -> Iterable[str]:
    """Give every run of words in a sentence that may be a name."""
    words = place.split()
    for length in range(min(longest, len(words) - 1), 0, -1):
        for start in range(len(words) - length + 1):
            span = " ".join(words[start : start + length])
            if len(span) > _SHORTEST_PREFIX and not set(span.split()) <= ordinary_words.SPELT_RIGHT:
                yield span


def _distinct(owners: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(owners))


def _of(owners: Sequence[str], *, corrected: bool) -> readings.Reading:
    if len(owners) == 1:
        return readings.Read(owners[0], corrected=corrected)
    if not owners:
        return readings.UNCLEAR
    candidates = tuple(answers.Option(id=owner, label=owner) for owner in owners[:MOST_CANDIDATES])
    return readings.NotUnderstood(readings.Why.AMBIGUOUS, candidates=candidates)
