"""Which of the options are meant, all of them, or none?"""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import TYPE_CHECKING

from bot.understanding import readings, small_words, text
from bot.understanding.answers import choice, dont_know, number_words, options, questions, remainder, subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

_ALL = frozenset(["todos", "todas", "tudo"])
_EXCEPT = frozenset(["menos", "exceto", "tirando", "fora"])
_NONE = frozenset(["nao", "sem", "nada", "nadica", "nadinha", "nenhum", "nenhuma", "nenhuns"])
#: Words that may stand beside a none: "não tenho nada disso", "nenhum desses sintomas".
_BESIDE_NONE = small_words.listed(
    """disso esses essas desses dessas deles delas destes destas disto isso tenho sinto tem estou sentindo sintoma sintomas nem
    opcoes doenca doencas problema problemas graca gracas deus ate momento senti apresento delas alguma algum
    eu saiba lembre conhecida conhecido diagnosticada diagnosticado mim mais alem grave serio seria"""
)
#: No question offers more options.
_LONGEST_LIST = 99
_TURNS = frozenset(["mas", "porem", "e"])
_ONLY = frozenset(["so", "somente", "apenas", "mas", "e", "mesmo"])
_HAVING = frozenset(["tenho", "tem", "tinha"])
_WISHES = small_words.listed("quero queria preciso precisava gostaria vim vou procuro busco")
#: "nenhum, só pressão" tells of something after all.
_JUST = frozenset(["so", "somente", "apenas", "tirando", "menos", "exceto", "fora", "alem", "talvez"])
_RANGE = frozenset(["a", "ao", "ate"])
_LIST_WORDS = small_words.COURTESY | small_words.listed(
    "opcoes numeros itens sintomas tenho os as mais tambem sao ao ate"
)


def read(answer: answers.MultiChoice, message: str) -> readings.Reading:
    """Read a list of options by numbers or words; the value is a list of ids in the options' order."""
    tokens = text.tokens(message)
    if not tokens:
        return readings.EMPTY if text.is_blank(message) else readings.UNCLEAR
    words = [token.word for token in tokens]
    index = options.index((*answer.options, answer.none), parts=True)
    named = index.whole(words)
    if named:
        return _list(answer, [named])
    if words[0] in _ALL or words[-1] in _ALL:
        return _all(answer, message, tokens)
    if _NONE & set(words) and set(words) <= _NONE | _BESIDE_NONE | small_words.COURTESY:
        return readings.Read([])
    return _numbered(answer, message, words) or _with_the_unread(
        index, message, _worded(answer, index, tokens)
    )


def _with_the_unread(index: options.OptionIndex, message: str, reading: readings.Reading) -> readings.Reading:
    """Give the reading with the items of the message that are in no part of it."""
    if not isinstance(reading, readings.Read) or not isinstance(reading.value, list):
        return reading
    return dataclasses.replace(reading, unread=remainder.unread(index, message, reading.value))


def _worded(
    answer: answers.MultiChoice, index: options.OptionIndex, tokens: Sequence[text.Token]
) -> readings.Reading:
    if questions.is_question(tokens):
        return readings.UNCLEAR
    if _none_at_first(answer, index, tokens):
        return readings.Read([])
    said = index.mentioned(tokens)
    if said == (answer.none.id,) and not _only_none(answer, tokens):
        return readings.UNCLEAR
    if said:
        hinted = _hinted_in_parts(index, tokens)
        return _list(answer, (*said, *hinted, *_listed_places(answer, tokens)))
    return _hinted(answer, index, tokens)


def _hinted(
    answer: answers.MultiChoice, index: options.OptionIndex, tokens: Sequence[text.Token]
) -> readings.Reading:
    """Read words that name no option: not knowing, or a word of one option's name."""
    words = [token.word for token in tokens]
    if dont_know.is_hard_to_say(words):
        return readings.UNCLEAR
    if dont_know.is_dont_know(words):
        return readings.Unknown() if answer.allow_unknown else readings.UNCLEAR
    hinted = tuple(option for option in index.hinted(words) if option != answer.none.id)
    if len(hinted) > 1:
        candidates = choice.options_of(answer.options, hinted)
        return readings.NotUnderstood(readings.Why.AMBIGUOUS, candidates=candidates)
    hinted = hinted or tuple(option for option in _hinted_in_parts(index, tokens) if option != answer.none.id)
    return _list(answer, hinted) if hinted else readings.UNCLEAR


def _hinted_in_parts(index: options.OptionIndex, tokens: Sequence[text.Token]) -> tuple[str, ...]:
    """Give what the parts that deny nothing and name nothing hint at, each at one option: "diabetes não, só pressão"."""
    parts: list[list[text.Token]] = [[]]
    for token in tokens:
        if token.before or token.word in _TURNS:
            parts.append([])
        parts[-1] += [] if token.word in _ONLY | _HAVING else [token]
    words = [[token.word for token in part] for part in parts if part and not index.names_any(part)]
    hints = [index.hinted(part) for part in words if not _NONE & set(part)]
    return tuple(dict.fromkeys(hint[0] for hint in hints if len(hint) == 1))


def _none_at_first(
    answer: answers.MultiChoice, index: options.OptionIndex, tokens: Sequence[text.Token]
) -> bool:
    """Tell whether the first clause is a none, and the rest tells of other things, or of others: "nenhum, mas meu marido é diabético"."""
    first = next(
        (place for place, token in enumerate(tokens) if token.after or token.word in _TURNS), len(tokens)
    )
    clause, rest = tokens[: first + 1], tokens[first + 1 :]
    if not rest or not clause or not _is_none(index, answer, clause):
        return False
    if _is_of_another(rest) or _is_a_wish(rest):
        return True
    hinted = itertools.chain.from_iterable(index.hinted([token.word]) for token in rest)
    after_all = rest[0].word in _JUST and [token.word for token in rest[1:2]] != ["que"]
    return not after_all and not {*index.mentioned(rest), *hinted} - {answer.none.id}


def _is_none(index: options.OptionIndex, answer: answers.MultiChoice, clause: Sequence[text.Token]) -> bool:
    words = [token.word for token in clause if token.word not in _TURNS]
    if not words or words == ["sem"]:
        return False
    plain = bool(_NONE & set(words)) and set(words) <= _NONE | _BESIDE_NONE | small_words.COURTESY
    named = index.mentioned(clause) == (answer.none.id,) and _only_none(answer, clause)
    return plain or named or index.whole(words) == answer.none.id


def _is_a_wish(rest: Sequence[text.Token]) -> bool:
    """Tell whether what follows is what the person wants: "nada, só quero saber se pego"."""
    words = [token.word for token in rest if token.word not in _TURNS | _JUST | {"eu"}]
    return bool(words) and words[0] in _WISHES


def _is_of_another(rest: Sequence[text.Token]) -> bool:
    """Tell whether what follows is said of one's people: "mas meu marido é diabético"."""
    words = [token.word for token in rest if token.word not in _TURNS]
    return len(words) > 1 and words[0] in {"meu", "minha"} and subject.is_relation(words[1])


def _only_none(answer: answers.MultiChoice, tokens: Sequence[text.Token]) -> bool:
    """Tell whether nothing but "none" is said: "sem forças para nada" says more than that."""
    none = {word for name in (answer.none.label, *answer.none.names_when_asked) for word in text.words(name)}
    said = {token.word for token in tokens}
    return (
        said <= none | _NONE | _BESIDE_NONE | small_words.COURTESY | small_words.GRAMMAR | small_words.DEGREE
    )


def _listed_places(answer: answers.MultiChoice, tokens: Sequence[text.Token]) -> list[str]:
    """Give the options whose number stands as an item of its own: "1 e tosse", not "tosse 3 dias"."""
    last = len(tokens) - 1
    alone = [
        token.word
        for nth, token in enumerate(tokens)
        if (nth == 0 or token.before or tokens[nth - 1].word == "e")
        and (nth == last or token.after or tokens[nth + 1].word == "e")
    ]
    return [option.id for nth, option in enumerate(answer.options, 1) if str(nth) in alone]


def _list(answer: answers.MultiChoice, ids: Sequence[str]) -> readings.Reading:
    """Give the options of those ids; "none" counts only when nothing else was said."""
    return readings.Read([option.id for option in answer.options if option.id in ids])


def _all(answer: answers.MultiChoice, message: str, tokens: Sequence[text.Token]) -> readings.Reading:
    words = [token.word for token in tokens]
    everything = [option.id for option in answer.options]
    exception = next((place for place, word in enumerate(words) if word in _EXCEPT), None)
    if exception is not None:
        left_out = _left_out(answer, message)
        if not left_out:
            return readings.UNCLEAR
        return readings.Read([option_id for option_id in everything if option_id not in left_out])
    if set(words) <= _ALL | _LIST_WORDS | _BESIDE_NONE:
        return readings.Read(everything)
    return _worded(answer, options.index((*answer.options, answer.none), parts=True), tokens)


def _left_out(answer: answers.MultiChoice, message: str) -> list[str]:
    behind = re.split(r"\b(?:menos|exceto|tirando|fora)\b", text.fold(message), maxsplit=1)[-1]
    if not text.words(behind) or _ALL & set(text.words(behind)):
        return []
    reading = read(answer, behind)
    return reading.value if isinstance(reading, readings.Read) and isinstance(reading.value, list) else []


def _numbered(answer: answers.MultiChoice, message: str, words: Sequence[str]) -> readings.Reading | None:
    """Read "1, 3 e 4", "1 3", "do 1 ao 3"; None when the message holds other words."""
    separate = [str(choice.ORDINALS.get(word, word)) for word in _separate(words)]
    numbers = [number for number in number_words.find_numbers(separate) if number.value.is_integer()]
    inside = {place for number in numbers for place in range(number.start, number.end + 1)}
    others = {word for place, word in enumerate(separate) if place not in inside}
    if not numbers or not others <= _LIST_WORDS:
        return None
    if "ou" in others or re.fullmatch(r"\d+ ?- ?\d+", text.fold(message)):
        return readings.UNCLEAR
    places = [int(number.value) for number in numbers]
    return _at(answer, _spread(separate, numbers, places))


def _separate(words: Sequence[str]) -> list[str]:
    """Take "1,3" as two numbers."""
    return [part for word in words for part in (re.split(r"[.,]", word) if word[0].isdigit() else [word])]


def _spread(words: Sequence[str], numbers: Sequence[number_words.Number], places: list[int]) -> list[int]:
    """Take "1 a 3" as 1, 2 and 3."""
    between = words[numbers[0].end + 1 : numbers[-1].start]
    if len(numbers) != 2 or len(between) != 1 or between[0] not in _RANGE:  # ruff: ignore[magic-value-comparison]
        return places
    return list(range(places[0], min(places[1], places[0] + _LONGEST_LIST) + 1)) or places


def _at(answer: answers.MultiChoice, places: list[int]) -> readings.Reading:
    last = len(answer.options) + 1
    outside = next((place for place in places if not 1 <= place <= last), None)
    if outside is not None:
        return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=str(outside))
    if last in places and len(set(places)) > 1:
        return readings.UNCLEAR
    return readings.Read([option.id for nth, option in enumerate(answer.options, 1) if nth in places])
