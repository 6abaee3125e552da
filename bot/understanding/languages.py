"""Does somebody seem to write in another language than Portuguese?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.understanding import text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def _listed(words: str) -> frozenset[str]:
    """Give the words as they are read: without accents, doubled letters once."""
    return frozenset(token.written for token in text.tokens(words))


#: Words that tell a language; no Portuguese word is among them, however it is spelt.
_TELLING: Final[Mapping[str, frozenset[str]]] = {
    "en": _listed(
        """hello hi i im ive my the have has is are was and with since help please you your can cannot cant she he her
        his they feel feeling fever cough pain sick breath breathe breathing hurts what where when how why need want not dont
        yesterday today day days week been for of it this that know vaccine doctor symptoms baby child mother father"""
    ),
    "es": _listed(
        """hola tengo tiene tienen estoy mis hijo hija y el los las fiebre tos dolor duele duelen ayuda necesito usted puedo
        puede muy hoy ayer hace hasta nino nina bebe quiero buenos buenas gracias cabeza mucho mucha mareo tambien soy
        cuando una pero donde hablo vivo madre padre esposo mejor peor anoche respirar dias con del"""
    ),
}
#: Words that nobody who writes in another language uses.
_PORTUGUESE: Final = _listed(
    """nao n com um uma em estou to ta tou tenho tem meu minha faz voce vc ce muito muita os as na nos nas ela ele mais pra pro
    e eh que q febre dor tosse ontem hoje filho filha mae pai oi ola bom boa dia tarde noite quero preciso posso onde quando
    porque pq isso esta esse essa sou foi ja so vou ai gente moca moco obrigado obrigada respirar bebe"""
)
#: So many words make it sure; fewer do where there are no others.
_ENOUGH: Final = 2


def written_in(message: str, among: Collection[str]) -> str | None:
    """The language of `among` ("en", "es") that the message seems to be written in; None for Portuguese, or where it is unsure."""
    words = _listed(message)
    portuguese = words & _PORTUGUESE
    for language in sorted(_TELLING.keys() & set(among)):
        telling = words & _TELLING[language]
        if len(telling) >= min(_ENOUGH, len(words)) and len(telling - portuguese) > 2 * len(
            portuguese - telling
        ):
            return language
    return None
