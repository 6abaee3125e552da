"""How is a question kept without who asked it?

Taken out: every number (telephone, CPF, CNS, address, date), e-mail addresses, links, names after "@"; the person's name as
Bela knows it; words after "me chamo" and the like; common first names with what follows them in capitals; and every word that
begins with a capital letter inside a sentence, unless it is a short abbreviation or one of a few words that are nobody's.
What may slip through is a rare name in small letters: therefore the words are encrypted all the same, and deleted in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.understanding import small_words, text

#: Longer messages are no question that a short answer could be written to.
LONGEST: Final = 300
GONE: Final = "…"

_ADDRESSES = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\S*@\S+|\b\S+\.(?:com|br|org|net)\b\S*")
_NUMBERS = re.compile(r"\(?\+?\d(?:[\d.,/()\- ]*\d)?\S*")
_INTRODUCED = re.compile(
    r"(?i)\b(me chamo|meu nome [eé]|meu nome completo [eé]|nome d(?:ele|ela) [eé]|chamad[oa]|se chama|aqui [eé] (?:o|a)|aqui quem fala [eé]|"
    r"sou (?:o|a)|me llamo|mi nombre es|my name is)\s+((?:[^\W\d_]+\s?){1,4}?)(?=$|[,.;!?]|\s(?:e|que|com|posso|pode|tenho|estou|to|tô|quero|queria)\b)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:\n]\s*[\"'(]?$|^\s*[\"'(]?$")
_SHORT: Final = 4
_NOBODYS: Final = small_words.listed("""
    deus dengue covid zika chikungunya corona coronavirus brasil brasileiro sus samu natal pascoa carnaval ano novo janeiro fevereiro
    marco abril maio junho julho agosto setembro outubro novembro dezembro bela dipirona paracetamol ibuprofeno aspirina qdenga butantan
    pfizer ministerio saude ceara nordeste
    """)
_PARTICLES: Final = small_words.listed("de da do das dos e")
_FIRST_NAMES: Final = small_words.listed("""
    maria jose ana joao antonio francisco francisca carlos paulo pedro lucas luiz luis marcos luiza gabriel rafael daniel marcelo bruno eduardo
    felipe raimundo raimunda rodrigo manoel manuel mateus matheus andre fernando fernanda fabio leonardo gustavo guilherme leandro tiago thiago
    anderson ricardo marcio jorge sebastiao alexandre roberto edson diego vitor victor sergio claudio adriana juliana marcia patricia aline
    sandra camila amanda bruna jessica leticia julia luciana vanessa mariana gabriela vera vitoria larissa claudia beatriz rita sonia renata
    eliane josefa simone natalia cristiane carla debora rosangela jaqueline daniela aparecida terezinha cicera cicero ivan igor caio davi
    silva santos souza sousa oliveira lima pereira ferreira alves rodrigues gomes martins araujo barbosa ribeiro carvalho almeida lopes
    soares fernandes vieira nascimento cavalcante moreira batista
    enzo miguel arthur heitor laura sofia alice helena valentina isabel isabela carolina tereza teresa joana joaquim severino severina
    """)


def scrubbed(words: str, *, known: Iterable[str] = ()) -> str:
    """The words without what would tell who wrote them; `known` are names that Bela knows of the person."""
    left = " ".join(words[:LONGEST].split())
    left = _ADDRESSES.sub(GONE, left)
    left = _INTRODUCED.sub(rf"\1 {GONE}", left)
    left = _NUMBERS.sub(GONE, left)
    mine = {part for name in known for part in text.words(name)} - _PARTICLES - small_words.GRAMMAR
    return _without_repeats(_without_names(left, mine))


def _without_names(words: str, mine: set[str]) -> str:
    shouted = words.upper() == words
    parts: list[str] = []
    position, before = 0, ""
    for found in _WORD.finditer(words):
        between = words[position : found.start()]
        first = _SENTENCE_END.search(words[: found.start()]) is not None
        before = "" if between.strip() else before
        kept = not _is_name(found[0], mine=mine, first=first, shouted=shouted, before=before)
        parts += [between, found[0] if kept else GONE]
        before = (
            (f"{before} particle" if before == "name" and text.fold(found[0]) in _PARTICLES else "")
            if kept
            else "name"
        )
        position = found.end()
    return "".join([*parts, words[position:]])


def _is_name(word: str, *, mine: set[str], first: bool, shouted: bool, before: str) -> bool:
    """`before` is "name" after a name, and "name particle" after "Maria das"."""
    folded = text.fold(word)
    if folded in _NOBODYS or folded in _PARTICLES:
        return False
    if folded in mine or folded in _FIRST_NAMES or before == "name particle":
        return True
    capital = word[0].isupper() and not shouted
    abbreviation = word.isupper() and len(word) <= _SHORT
    return capital and not abbreviation and (before == "name" or not first)


def _without_repeats(words: str) -> str:
    return re.sub(rf"{GONE}(?:[ ,]*(?:d[aeo]s?\s)?{GONE})+", GONE, words)
