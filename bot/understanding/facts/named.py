"""Which options of closed questions does a message name, without being asked?

Unasked words are read with more care than an answer: spelling is forgiven less, and "sim" or a number name nothing.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from bot.understanding import aside, clauses, negation, phrases, small_words, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.content import answers

#: Questions kept compiled: all of a few packs.
_REMEMBERED = 256
_PART = re.compile(r"[,/()]| ou ")
#: The neighbours' language; many who live here speak it beside Portuguese.
_SPANISH = "es"
_SPANISH_PART = re.compile(r"[,/()]| [ou] ")
_SPANISH_GRAMMAR = small_words.GRAMMAR | small_words.listed("en el la los las del y con un una no")
_SHORTEST_SPANISH = 5
#: Names made of these alone answer a question and tell nothing by themselves.
_EMPTY = small_words.GRAMMAR | small_words.COURTESY | small_words.DEGREE | small_words.NEGATIONS
#: An organ alone is no illness: "meu time é de matar do coração".
_ORGANS = small_words.listed("coracao rim rins pulmao pulmoes figado")
_ILL = small_words.listed("""problema problemas doenca doencas doente sofro sofre sofria sofrendo transplante transplantado transplantada
    insuficiencia falencia ruim sopro""")
#: Words of its clause looked at behind a name, and before it.
_BEHIND, _BEFORE = 4, 10
#: "cansada de esperar", "da rotina", "de tanta conta": no tiredness that is an illness.
_WEARY = re.compile(
    r"(?:(?:so )?(?:para|pra|de) (?:tant[oa]s? )?(?!respir|toss|febr|doen)\w+(?:ar|er|ir)\b|(?:da|do|dos|das|dess[ae]s?|dest[ae]s?|com ess[ae]s?) (?!corpo|pern|peito|pulm|bra)\w+|de (?:tudo|todos|voces|tant[oa]s?)\b)"
)
#: "fervendo de raiva", "cabeça explodindo de tanta conta": moved by what is no illness.
_MOVED = re.compile(
    r"(?:de|com) (?:tant[oa]s? )?(?:raiva|odio|medo|saudades?|vergonha|inveja|amor|alegria|emocao|nervos[oa]?|tedio|contas?|preocupacao|problemas?|trabalho|boletos?|dividas?|barulho|gritaria)\b"
)
#: "meu sangue ferve", "a internet tá fraca": what is no body.
_NO_BODY = re.compile(
    r"\b(?:sangue|internet|sinal|wifi|wi fi|memoria|celular|bateria|conexao|economia|time|chuva|musica|piada|luz|energia|cerveja|cafe|caixa|som|carro|moto)(?: \w+){0,3}$"
)
#: "vacinei da gripe", "dose da covid", "teste de": the thing of it, and not the illness.
_THING_OF = re.compile(r"\b(?:vacin\w*|dose|doses|campanha|gotinha|teste|exame)(?: \w+){0,3}$")
#: "fraca de dinheiro", "mole de fazer".
_OF_THINGS = re.compile(
    r"(?:de|do|da|em) (?:dinheiro|grana|saldo|bateria|sinal|internet|vista|memoria|matematica|amor|fe|credito|assunto|conversa)\b"
)
#: "coração fraco", "vista fraca": what is weak in them.
_WEAK_PART = re.compile(
    r"\b(?:coracao|vista|visao|pulmao|cabelo|unha|bexiga)(?: (?:esta|e|muito|meio|bem))?$"
)
#: "esperando meu filho chegar": waiting is no expecting.
_AWAITED = re.compile(r"^(?:\w+ )?\w{2,}(?:ar|er|ir)\b")
#: Tired of it: "chega, cansei", "cansou minha beleza".
_FED_UP = small_words.listed("cansei cansou cansa canse cansem cansam")
#: "a gripe da vizinha": whose it is.
_OF_OTHERS = re.compile(
    r"d[ao]s? (?:minha |meu )?(?:vizinh|colega|amig|patr|professor|chefe|pessoal|povo|outr)"
)
#: "essa fila me dá dor de cabeça".
_BY_THINGS = re.compile(
    r"\b(?:ess[ae]s?|est[ae]s?|aquel[ae]s?|isso|isto)(?: \w+)? (?:so )?(?:me )?(?:da|dao|deixa|deixam|causa|deu|deram|dando|deixou)(?: \w+)?$"
)
#: "tenho medo de pegar covid e perder o olfato": it is not so yet.
_DREADED = re.compile(r"\b(?:medo|receio|pavor|panico) (?:de|que)\b(?!.*\b(?:mas|estou|tenho|sinto|esta)\b)")


@functools.lru_cache(maxsize=_REMEMBERED)
def index(choices: tuple[answers.Option, ...]) -> phrases.PhraseIndex:
    """Give the careful index of the options' labels and synonyms, compiled once."""
    names = [(option.id, name) for option in choices for name in _names(option)]
    return phrases.PhraseIndex(names, inflected=True, others=frozenset())


def told(
    choices: tuple[answers.Option, ...],
    tokens: Sequence[text.Token],
    *,
    known: frozenset[int],
    shortest: int = 0,
) -> tuple[str, ...]:
    """Give the ids of the options that are affirmed; words at the places `known` belong to another answer.

    A name of a single word has at least `shortest` letters: "ruim" may be said of anything.
    """
    prepared = index(choices).prepared(tokens)
    found = index(choices).find(prepared)
    longest = [hit for hit in found if not any(_covers(other, hit) for other in found)]
    telling = [hit for hit in longest if hit.weight > 1 or _tells_alone(prepared, hit, shortest)]
    ids = {hit.key for hit in telling if hit.end not in known and _is_so(prepared, hit)}
    return tuple(option.id for option in choices if option.id in ids)


def places(choices: tuple[answers.Option, ...], tokens: Sequence[text.Token]) -> frozenset[int]:
    """Give the places of the words that name one of these options."""
    found = index(choices).find(index(choices).prepared(tokens))
    return frozenset(place for hit in found for place in range(hit.start, hit.end + 1))


def _names(option: answers.Option) -> tuple[str, ...]:
    parts = (part.strip() for part in _PART.split(option.label))
    several = [part for part in parts if len(_meaning(part)) > 1]
    named = dict.fromkeys((option.label, *option.synonyms, *several, *_names_of_neighbours(option)))
    return tuple(name for name in named if _meaning(name))


def _names_of_neighbours(option: answers.Option) -> Iterable[str]:
    """Give the Spanish names: of "Fiebre o escalofríos" both, of "Dolor o presión en el pecho" no mere "dolor"."""
    label = option.translations.get(_SPANISH, "")
    parts = [" ".join(_without_articles(part)) for part in _SPANISH_PART.split(label)]
    alone = all(" " not in part for part in parts)
    return [part for part in parts if " " in part or (alone and len(part) >= _SHORTEST_SPANISH)]


def _without_articles(part: str) -> list[str]:
    return [word for word in text.words(part) if word not in _SPANISH_GRAMMAR]


def _meaning(name: str) -> tuple[str, ...]:
    return tuple(word for word in text.words(name) if word not in _EMPTY)


def _tells_alone(tokens: Sequence[text.Token], hit: phrases.Found, shortest: int) -> bool:
    word = tokens[hit.end].word
    if word in _ORGANS:
        return not _ILL.isdisjoint(token.word for token in tokens[max(0, hit.start - 3) : hit.start])
    return len(word) >= shortest


def _is_so(tokens: Sequence[text.Token], hit: phrases.Found) -> bool:
    place = hit.start, hit.end
    put_aside = (negation.denied, aside.over, aside.long_past, aside.of_nobody)
    if any(told_otherwise(tokens, *place) for told_otherwise in put_aside):
        return False
    first = clauses.begin(tokens, hit.start, most=_BEFORE)
    last = clauses.end(tokens, hit.end, most=_BEHIND)
    before = " ".join(token.word for token in tokens[first : hit.start])
    behind = " ".join(token.word for token in tokens[hit.end + 1 : last + 1])
    of_life = _is_weary(tokens[hit.end].word, before, behind)
    elsewhere = any(pattern.match(behind) for pattern in (_MOVED, _OF_OTHERS, _OF_THINGS))
    weak_part = tokens[hit.start].word.startswith("frac") and _WEAK_PART.search(before)
    awaited = tokens[hit.start].word.startswith("esper") and _AWAITED.match(behind)
    of_things = any(pattern.search(before) for pattern in (_DREADED, _BY_THINGS, _NO_BODY, _THING_OF))
    return not (of_life or elsewhere or of_things or awaited or weak_part)


def _is_weary(word: str, before: str, behind: str) -> bool:
    """Tell whether it is no tiredness that is an illness: "cansada da rotina", "cansei"."""
    if not word.startswith("cans"):
        return False
    return bool(_WEARY.match(behind)) or (word in _FED_UP and not re.search(r"\b(?:me|se)$", before))


def _covers(other: phrases.Found, hit: phrases.Found) -> bool:
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and other.key != hit.key and other.weight > hit.weight
