"""How old is the person?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.understanding import readings, small_words, text
from bot.understanding.answers import (
    calendar_words,
    dont_know,
    number,
    number_words,
    quantities,
    questions,
    whose_age,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

Unit = quantities.Unit

_MONTHS_PER_YEAR = 12
#: From this age on only whole years are told.
_GROWN = 2
_PER_MONTH = {Unit.MONTH: 1.0, Unit.WEEK: 7 / 30, Unit.DAY: 1 / 30}
_NEWBORN = re.compile(r"\brecem ?nascid[oa]s?\b|^rn$")
_BORN = re.compile(r"\bnasc\w+|\baniversario\b|\bsou (?:do ano )?de (?:19|20)?\d\d\b(?! ano)")
#: "vai fazer 2 anos mês que vem": not yet.
_TO_COME = re.compile(
    r"\b(?:vou|vai|indo|caminhando|chegando)(?: quase)? (?:para|pra|pros|aos|nos) (?:os )?\d{1,3}\b(?! anos? e)|\b(?:vou|vai) (?:fazer|completar|interar|inteirar) \w+(?: e \w+)?(?: anos?| aninhos?)?|\b(?:faco|faz) \w+(?: e \w+)?(?: anos?)? (?:na |no |em )?\w+ que vem"
    r"|\b(?:faco|faz|completo|completa) \d+(?: anos?)? (?:em (?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)|dia \d+|amanha|logo|no (?:natal|carnaval|sao joao|ano novo|fim d\w+ (?:ano|mes)))\b"
)
#: The same with nothing else told: "vou fazer 59 em janeiro" is 58 today.
_GOING_TO_BE = re.compile(
    r"^(?:\w+ ){0,3}?(?:(?:vou|vai|vamos) (?:fazer|completar|interar|inteirar) (?P<years>\d{1,3})(?: anos?)?(?: (?:agora|ja|so|em|no|na|dia|daqui|mes|semana|amanha)\b.*)?$"
    r"|(?:faco|faz|completo|completa) (?P<years_then>\d{1,3})(?: anos?)? (?:so )?(?:(?:no )?(?:ano|mes)|(?:na )?semana) que vem$)"
)
#: "nasci em 88, faço em dezembro", "de 1990, ainda não fiz": the birthday of this year is still to come.
_BIRTHDAY_TO_COME = re.compile(
    r"\b(?:faco|faz|completo|completa|aniversario(?: e)?)(?: anos?)?(?: so)? (?:em|no|dia \d+ de|mes de|la em|agora em)? ?(?:fim de )?(?P<month>[a-z]+)"
)
_NOT_YET = re.compile(
    r"\b(?:ainda nao|nem|nao) (?:fiz|fez|completei|completou|fizemos)\b|\b(?:mes|ano|semana) que vem\b"
)
#: "hoje tô com 60", beside an age of another time.
_OF_TODAY = re.compile(
    r"\b(?:hoje|agora|atualmente)(?: \w+)? (?:com|tenho|tem) (?P<years>\d{1,3})\b(?! (?:mes|meses|dias?|semanas?|graus?|filh|net))"
)
#: "16 pra 17": as old as the first number says.
_TOWARDS = re.compile(
    r"(?P<now>\b\d{1,3}(?: anos?)?) (?:para|pra|quase|beirando|indo para|a caminho d[eo]s?) (?:os )?\d{1,3}\b"
)
#: "na casa dos 70, setenta e quatro": how old about, which the number beside it says better.
_ABOUT = re.compile(r"\b(?:na casa|na faixa|beirando|perto|quase n?)(?: d)?[oa]s \w+")
_TENS = {"vint": 20, "trint": 30, "quarent": 40, "cinquent": 50, "sessent": 60, "setent": 70, "oitent": 80, "novent": 90}  # fmt: skip
#: "cinquentão", "quarentinha", "trintei": so many years, without the number.
_ROUND = re.compile(
    rf"^(?:ja |sou |uma? |eu |to |estou |um |bem )*(?P<tens>{'|'.join(_TENS)})(?:ao|oes|ona|inha|inho|ei|ou|enta)\b"
)
#: "ela faz 11 meses amanhã, então 10": the months stand with what is to come.
_TO_COME_IN_MONTHS = re.compile(
    r"\b(?:faz|fara|completa|vai fazer|vai completar) \w+ mes(?:es)? (?:amanha|dia \d+|semana que vem|logo)\b"
)
#: "fiz 30 mês passado": nothing is counted in these.
_LATELY = re.compile(r"\b(?:mes|semana|ano) (?:passad|retrasad)[oa]\b")
#: "sessenta e um, com corpinho de trinta", "32 mas pareço 25": how old somebody looks.
_LOOKS = re.compile(
    r"\b(?:com |de |tenho |mas |e )*(?:corpinho|corpo|cara|carinha|rostinho|cabeca|espirito|alma|jeitinho|disposicao|pique|folego) de (?:\d{1,3}|menin[oa]|crianca|jovem)\b(?: anos)?"
    r"|\b(?:mas |e |so que )*(?:pareco|aparento|parecendo|dizem que pareco|me sinto(?: com| de)?|me dao|o povo me da|todo mundo me da) (?:ter |uns |umas |que tenho |so )*\d{1,3}\b(?: anos)?"
)
_LOOKING = re.compile(
    r"\b(?:corpinho|corpo|cara|carinha|rostinho|cabeca|espirito|alma|jeitinho|disposicao|pique|folego|pareco|aparento|parecendo|sinto|dao|da) "
)
#: "sou da década de 60": no age that could be reckoned with.
_DECADE = re.compile(r"\bdecadas?\b|\banos (?:[3-9]0|\d{4})\b")
_HALF_A_YEAR = re.compile(r"^meio ano\b|(?<=com |tem )meio ano\b")
_NUMBERED = small_words.listed("no na numero dos das rua bloco quadra sala linha lote casa")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: "3 semanas" is a baby's age only when nothing else is told: not in "tosse há 3 semanas".
_BESIDE_BABY_AGE = small_words.listed(
    """tem tenho ele ela meu minha bebe b esta filho filha neto neta com de vida e o a so apenas idade nasceu esta fez
    faz vai fazer completou ha segunda terca quarta quinta sexta sabado domingo feira passada passado ontem anteontem na no quase uns umas mais menos nenem crianca menino menina nascido nascida entao hoje agora so"""
)


def read(answer: answers.Age, message: str, today: date) -> readings.Reading:
    """Read years of age; below two years months count ("8 meses" → 0.67), a year of birth as if the birthday were past."""
    tokens = text.tokens(message)
    if not tokens:
        return number.nothing(message)
    said = " ".join(token.word for token in tokens)
    words = _now(said).split()
    if questions.is_question(tokens) or _DECADE.search(said):
        return readings.UNCLEAR
    if _NEWBORN.search(" ".join(words)):
        return readings.Read(0)
    found = quantities.find(words)
    plain = _of_the_ill(words, found)
    plain = plain if plain is not None else _in_other_words(said, message, words, today)
    plain = plain if plain is not None else _toddler(words, found)
    if plain is not None:
        return _checked(answer, plain, message)
    years = number.one(_years(words, found), words, found, allow_unknown=answer.allow_unknown)
    if isinstance(years, float):
        return _checked(answer, years, message)
    months = _baby_months(words, found) if not dont_know.is_dont_know(words) else None
    return _checked(answer, _shares(months), message) if months is not None else years


def _of_the_ill(words: Sequence[str], found: Sequence[quantities.Quantity]) -> float | None:
    """Give the age of whoever is ill, where several people's are told."""
    ill = whose_age.of_the_ill(words, found)
    if ill is None:
        return None
    return of_baby(ill) if ill.unit in _PER_MONTH else ill.value


def _in_other_words(said: str, message: str, words: Sequence[str], today: date) -> float | None:
    """Read an age that is told without its number: by the next birthday, by its tens, by the birth."""
    going_to_be = _GOING_TO_BE.search(said)
    if going_to_be:
        return float(int(going_to_be["years"] or going_to_be["years_then"]) - 1)
    today_old = _OF_TODAY.search(said)
    if today_old:
        return float(today_old["years"])
    round_age = _ROUND.search(said)
    return float(_TENS[round_age["tens"]]) if round_age else _since_birth(said, message, words, today)


def _now(said: str) -> str:
    """Leave out what is said of another time, and spell half a year out."""
    in_months = _TO_COME_IN_MONTHS.search(said)
    said = _LOOKS.sub(" ", _figures(said))
    rest = _LATELY.sub(" ", _TO_COME.sub(" ", _TO_COME_IN_MONTHS.sub(" ", said)))
    rest = _ABOUT.sub(" ", rest) if re.search(r"\d|\be\b", _ABOUT.sub(" ", rest)) else rest
    rest = _HALF_A_YEAR.sub("6 meses", _TOWARDS.sub(r"\g<now>", rest))
    return f"{rest} meses" if in_months and re.search(r"\d$", rest.strip()) else rest


def _figures(said: str) -> str:
    """Write numbers in words as figures where somebody says how old they look."""
    words = said.split()
    if not _LOOKING.search(said):
        return said
    for found in reversed(number_words.find_numbers(words)):
        if not found.article and found.value.is_integer():
            words[found.start : found.end + 1] = [str(int(found.value))]
    return " ".join(words)


def of_baby(quantity: quantities.Quantity) -> float:
    """Give an age in months, weeks or days in years; whole years from two on."""
    return _shares(quantity.value * _PER_MONTH.get(quantity.unit or Unit.MONTH, 1.0))


def with_months(words: Sequence[str], years: quantities.Quantity) -> float:
    """Give an age in years, with the months behind a first year: "1 ano e 3 meses", "um ano e meio"."""
    toddler = _toddler(words, quantities.find(words))
    return toddler if toddler is not None and years.value < _GROWN else float(int(years.value))


def _toddler(words: Sequence[str], found: Sequence[quantities.Quantity]) -> float | None:
    """Read "1 ano e 11 meses"."""
    in_years = [quantity for quantity in found if quantity.unit is Unit.YEAR]
    if len(in_years) != 1 or in_years[0].value >= _GROWN:
        return None
    first = in_years[0]
    behind = next((q for q in found if q.unit is Unit.MONTH and q.start == first.end + 3), None)
    if behind is not None and words[first.end + 2] == "e":
        return _shares(first.value * _MONTHS_PER_YEAR + behind.value)
    return _shares(first.value * _MONTHS_PER_YEAR)


def _shares(months: float) -> float:
    """Give years with two decimals, and none of them from the second birthday on."""
    years = months / _MONTHS_PER_YEAR
    return round(years, 2) if years < _GROWN else float(int(years))


def _checked(answer: answers.Age, years: float, message: str) -> readings.Reading:
    value = years if years < _GROWN and not years.is_integer() else int(years)
    return number.within(years, 0, answer.maximum, message) or readings.Read(value)


def _years(words: Sequence[str], found: Sequence[quantities.Quantity]) -> list[float]:
    stated = quantities.values(found, Unit.YEAR)
    if stated:
        return stated
    plain = quantities.values([one for one in found if not _is_elsewhere(words, one)], None)
    return plain if len(words) <= number.MOST_WORDS else []


def _is_elsewhere(words: Sequence[str], quantity: quantities.Quantity) -> bool:
    """Tell whether the bare number is of a house, a bus or a limit: "moro no 52", "já passei dos 40"."""
    return quantity.start > 0 and words[quantity.start - 1] in _NUMBERED


def _baby_months(words: Sequence[str], found: Sequence[quantities.Quantity]) -> float | None:
    units = {quantity.unit for quantity in found}
    if not found or not units <= set(_PER_MONTH):
        return None
    inside = {place for quantity in found for place in range(quantity.start, quantity.end + 2)}
    beside = {word for place, word in enumerate(words) if place not in inside}
    if not beside <= _BESIDE_BABY_AGE | {"meio", "meia"}:
        return None
    return sum(quantity.value * _PER_MONTH[quantity.unit] for quantity in found if quantity.unit)


def _short_years(words: Sequence[str], today: date) -> list[int]:
    """Read "nasci em 88": the last year that ends so."""
    ends = re.findall(
        r"\b(?:nasc\w+ (?:em|no ano de|no ano)|sou (?:do ano )?de) (\d\d)\b(?! ano)", " ".join(words)
    )
    return [calendar_words.last_year(int(end), today) for end in ends]


def _since_birth(said: str, message: str, words: Sequence[str], today: date) -> float | None:
    """Read a birth date, or a year of birth."""
    birth = calendar_words.full_date(message) or calendar_words.birth_date(message, today)
    if birth:
        had_birthday = (today.month, today.day) >= (birth.month, birth.day)
        return float(today.year - birth.year - (not had_birthday))
    years = [int(word) for word in words if _YEAR.fullmatch(word)] or _short_years(words, today)
    alone = len(words) == 1 or _BORN.search(" ".join(words))
    still_younger = bool(_NOT_YET.search(said)) or _is_to_come(said, today)
    if len(years) != 1 or not (alone or still_younger):
        return None
    return float(today.year - years[0] - still_younger)


def _is_to_come(said: str, today: date) -> bool:
    """Tell whether the birthday is named and in a later month of this year."""
    named = _BIRTHDAY_TO_COME.search(said)
    month = calendar_words.month(named["month"]) if named else None
    return month is not None and month > today.month
