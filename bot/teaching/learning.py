"""Logistic regression and naive Bayes in plain Python: about a minute, and the same result every time.

The regression is learnt by AdaGrad (Duchi, Hazan, Singer 2011, JMLR 12:2121), from examples in the order given. Each time that one is
looked at, some of what it has is covered, another part each time (dropout; Wager, Wang, Liang 2013, NeurIPS 26), so that no weight
rests on another: of danger that one who wrote lessons alone had written, 0.69 instead of 0.64 is then above the bar that 0.02 of the
calm sentences pass. Its rounds end before the weights do (a decay beside it helped nothing).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bot.teaching.lessons import Lesson
from bot.understanding import doubts

#: Words in a row, and letters in a row, that fewer lessons have are left out.
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 3
_ROUNDS: Final = 20
#: Of so many of them, the last, the weights are averaged.
_AVERAGED: Final = 10
#: So often it is learnt from the beginning, with other parts covered, and the weights averaged: what was covered by chance moved one
#: message in fifty across a bar whenever a handful of sentences came in.
_TIMES: Final = 3
_PACE: Final = 1.0
#: How much of an example is covered.
_COVERED: Final = 0.5
#: An example that is told so surely right teaches nothing more.
_LEARNT: Final = 0.01
#: Beyond these log-odds nothing is any surer.
_SUREST: Final = 30.0
#: Weights nearer to nothing than this, in hundredths, are left out.
LEAST: Final = 25
#: How often each word is thought to have been seen with each sign besides.
_UNSEEN: Final = 0.1

_Kinds = Sequence[tuple[Sequence[int], float]]


class _Example(NamedTuple):
    #: For words and letters: the features' numbers, and what each weighs.
    kinds: _Kinds
    danger: float


@dataclass(kw_only=True)
class _Found:
    """What is learnt so far."""

    weights: list[float]
    slopes: list[float]
    bias: float = 0.0
    slope: float = 1.0


def learnt(lessons: Sequence[Lesson]) -> Mapping[str, Any]:
    """What `doubts.json.gz` holds."""
    bias, weights = _regression(lessons)
    before, signs = _bayes([lesson for lesson in lessons if lesson.sign])
    return {"bias": round(bias, 3), "weights": weights, "before": before, "signs": signs}


def _regression(lessons: Sequence[Lesson]) -> tuple[float, Mapping[str, int]]:
    had = [doubts.features(lesson.tokens) for lesson in lessons]
    words = Counter(feature for one in had for feature in one.words)
    letters = Counter(feature for one in had for feature in one.letters)
    kept = [word for word, times in words.items() if times >= _FEWEST_WORDS]
    kept += [row for row, times in letters.items() if times >= _FEWEST_LETTERS]
    numbers = {feature: number for number, feature in enumerate(sorted(kept))}
    examples = [
        _Example(_kinds(one, numbers), float(lesson.sign is not None))
        for lesson, one in zip(lessons, had, strict=True)
    ]
    bias, weights = _descended(examples, len(numbers))
    whole = {feature: round(weights[number] * doubts.UNIT) for feature, number in numbers.items()}
    return bias, {feature: weight for feature, weight in whole.items() if abs(weight) >= LEAST}


def _kinds(features: doubts.Features, numbers: Mapping[str, int]) -> _Kinds:
    known = [sorted(numbers[feature] for feature in kind if feature in numbers) for kind in features]
    return [(kind, doubts.scale(len(kind))) for kind in known if kind]


def _descended(examples: Sequence[_Example], number: int) -> tuple[float, Sequence[float]]:
    """The weights on average, over the later rounds of each time."""
    bias, weights = 0.0, [0.0] * number
    share = 1 / (_TIMES * _AVERAGED)
    for time in range(_TIMES):
        dice = random.Random(time)  # ruff: ignore[suspicious-non-cryptographic-random-usage] - the same lessons have to give the same weights
        shuffled = [_shuffled(example, dice) for example in examples]
        found = _Found(weights=[0.0] * number, slopes=[1.0] * number)
        for done in range(_ROUNDS):
            for example in shuffled:
                covered = [_uncovered(kind, scale, dice) for kind, scale in example.kinds]
                _step(found, covered, example.danger)
            if done >= _ROUNDS - _AVERAGED:
                bias += found.bias * share
                weights = [
                    so_far + weight * share for so_far, weight in zip(weights, found.weights, strict=True)
                ]
    return bias, weights


def _step(found: _Found, kinds: _Kinds, danger: float) -> None:
    weights, slopes = found.weights, found.slopes
    sure = found.bias + sum(scale * sum(map(weights.__getitem__, kind)) for kind, scale in kinds)
    error = 1 / (1 + math.exp(-min(max(sure, -_SUREST), _SUREST))) - danger
    found.slope += error * error
    found.bias -= _PACE * error / math.sqrt(found.slope)
    if abs(error) < _LEARNT:
        return
    for kind, scale in kinds:
        step, square = _PACE * error * scale, (error * scale) ** 2
        for one in kind:
            slopes[one] += square
            weights[one] -= step / math.sqrt(slopes[one])


def _shuffled(example: _Example, dice: random.Random) -> _Example:
    """The same twice over, in an order of its own, so that any stretch of it is a random part."""
    return _Example(
        [(2 * dice.sample(kind, len(kind)), scale) for kind, scale in example.kinds], example.danger
    )


def _uncovered(twice: Sequence[int], scale: float, dice: random.Random) -> tuple[Sequence[int], float]:
    """What is left of an example's features; it weighs as much as the whole does."""
    whole = len(twice) // 2
    left = math.ceil(whole * (1 - _COVERED))
    start = int(dice.random() * whole)
    return twice[start : start + left], scale * whole / left


def _bayes(
    lessons: Sequence[Lesson],
) -> tuple[Mapping[str, tuple[int, int]], Mapping[str, Mapping[str, int]]]:
    """How much speaks for each sign beforehand, and how much each word does beyond one that it was not taught with."""
    often = Counter(str(lesson.sign) for lesson in lessons)
    seen: dict[str, Counter[str]] = {}
    lengths: Counter[str] = Counter()
    for lesson in lessons:
        for word in doubts.sounds(lesson.tokens):
            seen.setdefault(word, Counter())[str(lesson.sign)] += 1
            lengths[str(lesson.sign)] += 1
    all_of = {sign: lengths[sign] + _UNSEEN * len(seen) for sign in often}
    before = {
        sign: (_hundredths(times), _hundredths(_UNSEEN / all_of[sign]))
        for sign, times in sorted(often.items())
    }
    signs = {
        word: {sign: _hundredths((times + _UNSEEN) / _UNSEEN) for sign, times in sorted(of_word.items())}
        for word, of_word in sorted(seen.items())
    }
    return before, signs


def _hundredths(share: float) -> int:
    return round(doubts.UNIT * math.log(share))
