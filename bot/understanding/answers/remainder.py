"""Which items of a list were not understood, although others were: "febre e xyzw"?

Only an item that names nothing at all is one: whatever stands beside the name of an option says more of it ("febre
desde que voltei"), and words of courtesy, of degree and of worry ask for no answer of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import small_words, text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.understanding.answers import options

#: Between the items of a list in any language that options are translated into; a comma inside a number is none.
_SEPARATOR: Final = re.compile(
    r"(?<!\d),|,(?!\d)|[;.!?()\n/+]|\b(?:e|mas|porém|porem|mais|também|tambem|and|but|also|plus|y|pero|también|tambien)\b",
    re.IGNORECASE,
)
#: What people add to a list and nobody has to answer.
_BESIDE: Final = small_words.listed(
    """obrigado obrigada brigado brigada valeu desculpa desculpe opcoes opcao numeros itens sintomas sintoma tambem pronto acho talvez
    controlado controlada controlo preocupado preocupada preocupa preocupando medo nervoso nervosa assustado assustada aflito aflita ansioso ansiosa
    mal ruim pessimo pessima pior piorando horrivel aguento aguentando suporto ajuda ajude ajudem deus doutor doutora viu kkk kk
    comecou comecaram apareceu apareceram outro outra outros outras alguma algum coisa coisas vezes fazer faco sei dizer
    desde faz dias dia semana semanas hoje ontem anteontem noite madrugada manha acordei segunda terca quarta quinta sexta sabado domingo
    thank thanks you please i my have has got feel feeling since yesterday today very much a the and also too it is am sorry help
    gracias tengo me siento desde ayer hoy muy mucho mucha por favor ayuda mal es el la los las un una"""
)
#: "tenho só a pressão" names what "pressão" names.
_HAVING: Final = frozenset(["tenho", "tem", "tinha"])
_FILLER: Final = (
    small_words.GRAMMAR | small_words.COURTESY | small_words.DEGREE | small_words.NEGATIONS | _BESIDE
)


def unread(index: options.OptionIndex, message: str, said: Collection[str]) -> tuple[str, ...]:
    """Give the items that name no option, as the person wrote them; `said` are the options that were understood."""
    return tuple(item for item in items(message) if not is_read(index, item, said))


def items(message: str) -> Iterator[str]:
    """Give what stands between commas, "e" and other signs that a list goes on."""
    for item in _SEPARATOR.split(message):
        if item.strip():
            yield item.strip()


def is_read(index: options.OptionIndex, item: str, said: Collection[str]) -> bool:
    """Tell whether the item is filler, a number, or names an option, denied or not; a word of one that was said is enough."""
    tokens = text.tokens(item)
    words = [token.word for token in tokens if token.word.isalpha()]
    if set(words) <= _FILLER or index.names_any(tokens):
        return True
    return not set(said).isdisjoint(index.hinted([word for word in words if word not in _HAVING]))
