"""How many days ago did it begin?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.understanding import abbreviations, readings, small_words, spelling, text
from bot.understanding.answers import calendar_words, dont_know, number, quantities, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

Unit = quantities.Unit

_DAYS = {Unit.HOUR: 1 / 24, Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: 30.0, Unit.YEAR: 365.0}
_SAYINGS = (
    (re.compile(r"\b(?:trasante?ontem|tresante?ontem|trasontem|trasantontem)\b"), 3),
    (re.compile(r"\b(?:anteontem|ante ontem|antes de ontem|antiontem|antontem|anti ontem|antonti|antonte|ante onti|anteayer|antier)\b"), 2),
    (re.compile(r"\b(?:ontem|ayer|anoche)\b|\bnoite passada\b"), 1),
    (re.compile(r"\b(?:hoje|hoy)\b|(?<!cheguei )(?<!chegou )(?<!soube )(?<!lembrei )(?<!acordei )\bagora\b|\bagorinha\b|\b(?:essa|esta|nessa|nesta) (?:noite|madrugada|manha|tarde)\b"
                r"|\bdesde (?:bem |muito )?cedo\b|\bdesde (?:a |de )?(?:manha|madrugada)\b|\b(?:umas|algumas|poucas|meia) horas?\b|\buns minutos\b"), 0),
    (re.compile(r"\bsemana (?:passada|atras)\b"), 7),
    (re.compile(r"\b(?:semana retrasada|quinzena)\b"), 14),
    (re.compile(r"(?<!uma )(?<!duas )\bsemana e meia\b"), 10),
    (re.compile(r"\bmes (?:passado|atras)\b"), 30),
    (re.compile(r"\bdia e meio\b"), 1),
    (re.compile(r"\b(?:acordei|amanheci|levantei)(?: \w+)? (?:assim|ruim|mal|doente|desse jeito)\b"), 0),
)  # fmt: skip
_BEGUN_AGO = re.compile(
    r"\b(?:faz|ha|tem|hace|completa)(?: (?:uns|umas|quase|mais de|ja))? (\w+(?: e \w+)? (?:dias?|semanas?))\b"
)
#: "hoje é o terceiro dia", "no 4º dia": as many days.
_NTH_DAY = re.compile(
    r"\b(?P<nth>primeiro|segundo|terceiro|quarto|quinto|sexto|setimo|oitavo|nono|decimo) dia\b"
)
_NTH = {
    "primeiro": 1, "segundo": 2, "terceiro": 3, "quarto": 4, "quinto": 5,
    "sexto": 6, "setimo": 7, "oitavo": 8, "nono": 9, "decimo": 10,
}  # fmt: skip
#: "sexta da semana passada", "semana passada na sexta": of the week before this one, which begins on Monday.
_LAST_WEEK = re.compile(r"\b(?:n?a |da |de )?semana (?:passada|atras)\b")
_BEGAN = r"(?:desde|comec\w+|inici\w+|apareceu|apareceram|surgi\w+)"
_ANCHORED = re.compile(rf"\b{_BEGAN}\b(?P<behind>.*)")
_ANCHORED_BEFORE = re.compile(
    rf"(?P<before>\b\w+(?: (?:de|a|o|que|noite|manha|tarde|cedo))*) {_BEGAN}\b(?! \w*(?:ontem|dia|\d))"
)
#: "começou segunda, mas a tosse veio ontem", "desde segunda, com febre de 39": what else is told.
_BUT = re.compile(r"\b(?:mas|porem|com)\b|,")
#: What is told behind it began later.
_LATER = re.compile(
    r"[,;.]| (?:e|mas|depois|ai|dai) (?=(?:ai |depois |ja )?(?:ontem|hoje|agora|anteontem|segunda|terca|quarta|quinta|sexta|sabado|domingo|veio|deu|apareceu|depois|no outro)\b)"
)
_WEEKEND = re.compile(r"\b(?:fim|final) de semana(?: passado)?\b")
_RUNNING_ON = re.compile(r"\bontem (?:para|ate|a) hoje\b|\bontem e hoje\b")
_FUTURE = re.compile(r"\b(?:amanha|semana que vem|proxim[ao])\b")
#: "vai fazer 5 dias amanhã": one less today.
_COMPLETE_TOMORROW = re.compile(
    r"\b(?:vai|vao) (?:fazer|completar) (?P<length>\w+(?: e \w+)? (?:dias?|semanas?))\b(?= amanha)"
    r"|\bamanha (?:faz|completa|vai fazer) (?P<length_behind>\w+(?: e \w+)? (?:dias?|semanas?))\b"
)
#: "desde o começo do mês", "no início da semana": its first day.
_BEGIN_OF = re.compile(
    r"\b(?:comeco|inicio|comecinho|primeiros dias) d(?:o|a|esse|este|essa|esta) (?P<of>mes|semana)\b(?! passad)"
)
_DAY_WORDS = spelling.Vocabulary(
    small_words.listed("ontem anteontem semana segunda terca quarta quinta sexta sabado domingo"),
    inflected=False,
)
_WORD = re.compile(r"[a-z]+")
_SPANISH_NUMBERS = {
    "un": "1", "una": "1", "dos": "2", "tres": "3", "cuatro": "4", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10",
}  # fmt: skip
#: "hace dos días".
_SPANISH = re.compile(rf"\b(?:{'|'.join(_SPANISH_NUMBERS)})(?= (?:dias?|semanas?|horas?)\b)")
_JOINED = frozenset(["ou", "a", "e", "ate"])
_BETWEEN = frozenset(["ou", "a", "ate"])


def read(answer: answers.Duration, message: str, today: date) -> readings.Reading:
    """Read whole days until today ("3 dias", "desde ontem", "uma semana", "desde o dia 12", "desde segunda")."""
    tokens = text.tokens(message)
    if not tokens:
        return number.nothing(message)
    words = [token.word for token in tokens]
    if questions.is_question(tokens):
        return readings.UNCLEAR
    days = _days(message, today)
    if len(days) > 1:
        return readings.NotUnderstood(readings.Why.AMBIGUOUS)
    if days:
        return _checked(answer, days[0], message)
    unknown = answer.allow_unknown and dont_know.is_dont_know(words)
    return readings.Unknown() if unknown else readings.UNCLEAR


def days_since(message: str, today: date, *, bare: bool = True) -> list[float]:
    """Give the different numbers of days that the message may mean; a number alone is one only where it may be `bare`."""
    return _days(message if bare else _without_bare_numbers(message), today)


def _without_bare_numbers(message: str) -> str:
    """Leave only numbers that count a time, or stand in a date: "febre de 38 desde cedo" tells no 38 days."""
    words = message.split()
    bare = {
        place
        for quantity in quantities.find(words)
        if quantity.unit is None and not _is_of_date(words, quantity) and not _is_of_range(words, quantity)
        for place in range(quantity.start, quantity.end + 1)
    }
    return " ".join(word for place, word in enumerate(words) if place not in bare)


def _is_of_date(words: Sequence[str], quantity: quantities.Quantity) -> bool:
    """Tell whether it is a day of a month: "dia 12", "12/11", "12 de novembro"."""
    if (quantity.start and words[quantity.start - 1] in {"dia", "dias"}) or "/" in words[quantity.start]:
        return True
    return any(calendar_words.month(word) for word in words[quantity.end + 1 : quantity.end + 3])


def _is_of_range(words: Sequence[str], quantity: quantities.Quantity) -> bool:
    """Tell whether it belongs to the time behind it: "2 ou 3 dias"."""
    timed = [other for other in quantities.find(words) if other.unit in _DAYS]
    return _is_joined(words, quantity, timed)


def is_to_come(said: str) -> bool:
    """Tell whether the folded words speak of days to come: "vai fazer uma semana amanhã"."""
    return _FUTURE.search(said) is not None


def _checked(answer: answers.Duration, days: float, message: str) -> readings.Reading:
    return number.within(float(int(days)), 0, answer.maximum_days, message) or readings.Read(int(days))


def _days(message: str, today: date) -> list[float]:
    """Give the different numbers of days that the message may mean."""
    said = _normal(message)
    complete = _COMPLETE_TOMORROW.search(said)
    if complete:
        counted = _counted(text.words(complete["length"] or complete["length_behind"]))
        return [days - 1 for days in counted] if len(counted) == 1 and counted[0] >= 1 else []
    if is_to_come(said):
        return []
    if _RUNNING_ON.search(said):
        return [1.0]
    nth = _NTH_DAY.search(said)
    if nth:
        return [float(_NTH[nth["nth"]])]
    anchored = _anchored(said, today)
    if len(anchored) == 1:
        return anchored
    everything = _all(said, today)
    earlier = [days for days in everything if days > 0]
    if len(earlier) > 1:
        earlier = _all(begun[1], today) if (begun := _BEGUN_AGO.search(said)) else earlier
    return earlier if len(earlier) == 1 else everything


def _normal(message: str) -> str:
    """Fold, with abbreviations expanded but strokes kept for dates."""
    folded = _SPANISH.sub(lambda counted: _SPANISH_NUMBERS[counted[0]], text.fold(message))
    return _WORD.sub(lambda word: _meant(word[0]), folded)


def _meant(word: str) -> str:
    """Spell an abbreviation out, and a misspelt day right: "ontm" → "ontem"."""
    days = _DAY_WORDS.find(word)
    if len(days) == 1 and not _DAY_WORDS.has(word):
        return next(iter(days))
    return " ".join(abbreviations.EXPANSIONS.get(word, (word,)))


def _anchored(said: str, today: date) -> list[float]:
    """Read what stands beside "desde" or "começou": the begin, whatever else is told."""
    behind = _ANCHORED.search(said)
    found = _begun(_BUT.split(behind["behind"])[0], today) if behind else []
    found = found or (_begun(behind["behind"], today) if behind else [])
    before = _ANCHORED_BEFORE.search(said)
    return found or (_all(before["before"], today) if before else [])


def _begun(behind: str, today: date) -> list[float]:
    """Give when it began; what came later stands behind an "e": "começou com tosse domingo e ontem veio a febre"."""
    found = _all(behind, today)
    if len(found) <= 1:
        return found
    first = _all(_LATER.split(behind, maxsplit=1)[0], today)
    return first if len(first) == 1 else found


def _all(said: str, today: date) -> list[float]:
    dates, rest = calendar_words.dates(said, today)
    days = [float((today - day).days) for day in dates]
    begin = _BEGIN_OF.search(rest)
    if begin:
        days.append(float(today.day - 1 if begin["of"] == "mes" else today.weekday()))
        rest = _BEGIN_OF.sub(" ", rest)
    in_last_week = bool(_LAST_WEEK.search(rest) and calendar_words.weekdays(rest, today)[0])
    rest = _LAST_WEEK.sub(" ", rest) if in_last_week else rest
    for pattern, ago in _SAYINGS:
        if pattern.search(rest):
            days.append(float(ago))
            rest = pattern.sub(" ", rest)
    rest = _WEEKEND.sub(" sabado ", rest)
    weekdays, rest = calendar_words.weekdays(rest, today)
    if weekdays and in_last_week:
        weekdays = [_in_last_week(ago, today) for ago in weekdays]
    days += [*map(float, weekdays), *_counted(text.words(rest))]
    return list(dict.fromkeys(days))


def _in_last_week(ago: int, today: date) -> int:
    """Give how many days ago the weekday was that was last `ago` days ago, in the week before this one."""
    return ago if ago > today.weekday() else ago + 7


def _counted(words: Sequence[str]) -> list[float]:
    found = [quantity for quantity in quantities.find(words) if quantity.unit is not Unit.DEGREE]
    timed = [quantity for quantity in found if quantity.unit in _DAYS]
    if not timed:
        plain = [q.value for q in found if q.unit is None and q.value.is_integer()]
        return plain if len(words) <= number.MOST_WORDS else []
    amounts = [quantity.value * _DAYS[quantity.unit] for quantity in timed if quantity.unit]
    joined = [q.value for q in found if q.unit is None and _is_joined(words, q, timed)]
    if _is_range(words, joined, timed):
        return amounts
    if len(timed) > 1 and _is_sum(words, timed):
        return [sum(amounts)]
    return [*amounts, *joined]


def _is_range(words: Sequence[str], joined: Sequence[float], timed: Sequence[quantities.Quantity]) -> bool:
    """Tell whether it is one length told as two neighbours, "2 ou 3 dias": the longer one counts, as the graver."""
    if len(timed) != 1 or len(joined) != 1:
        return False
    return joined[0] + 1 == timed[0].value and words[timed[0].start - 1] in _BETWEEN


def _is_joined(
    words: Sequence[str], plain: quantities.Quantity, timed: Sequence[quantities.Quantity]
) -> bool:
    """Tell whether it belongs to the next quantity: "2 ou 3 dias", "2, 3 dias"."""
    between = next((q.start - plain.end - 1 for q in timed if q.start > plain.end), None)
    return between == 0 or (between == 1 and words[plain.end + 1] in _JOINED)


def _is_sum(words: Sequence[str], timed: Sequence[quantities.Quantity]) -> bool:
    """Tell whether it is one length in two units: "uma semana e 3 dias"."""
    if len(timed) != 2:  # ruff: ignore[magic-value-comparison]
        return False
    first, second = timed
    larger = first.unit is not None and second.unit is not None and _DAYS[first.unit] > _DAYS[second.unit]
    near = second.start - first.end <= 3  # ruff: ignore[magic-value-comparison] - "semana e 3"
    return larger and near and words[second.start - 1] == "e"
