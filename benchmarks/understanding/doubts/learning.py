"""Logistic regression and naive Bayes in plain Python: a few seconds, the same result every time, and no library that Bela does not need.

The regression is learnt by AdaGrad with a weight decay, from examples in the order in which they are given.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from benchmarks.understanding.doubts.lessons import Lesson
from bot.understanding import doubts, text

#: Features that fewer lessons have are left out.
_FEWEST: Final = 2
_ROUNDS: Final = 12
_PACE: Final = 1.0
_DECAY: Final = 2e-5
#: Weights nearer to nothing than this are left out, in hundredths.
_LEAST: Final = 4
#: How often each word is thought to have been seen with each sign besides.
_UNSEEN: Final = 0.5


class _Example(NamedTuple):
    features: Mapping[int, float]
    danger: float
    weight: float


def learnt(lessons: Sequence[Lesson]) -> Mapping[str, Any]:
    """What `doubts.json` holds."""
    bias, weights = _regression(lessons)
    named, signs = _bayes(lessons)
    return {"bias": round(bias, 3), "weights": weights, "named": named, "signs": signs}


def _regression(lessons: Sequence[Lesson]) -> tuple[float, Mapping[str, int]]:
    had = [Counter(doubts.features(text.tokens(lesson.said))) for lesson in lessons]
    common = Counter(feature for features in had for feature in features)
    numbers = {
        feature: nth
        for nth, feature in enumerate(sorted(feature for feature in common if common[feature] >= _FEWEST))
    }
    examples = [_example(lesson, features, numbers) for lesson, features in zip(lessons, had, strict=True)]
    bias, weights = _descended(examples, len(numbers))
    whole = {feature: round(weights[nth] * doubts.UNIT) for feature, nth in numbers.items()}
    return bias, {feature: weight for feature, weight in whole.items() if abs(weight) >= _LEAST}


def _example(lesson: Lesson, features: Counter[str], numbers: Mapping[str, int]) -> _Example:
    known = {numbers[feature]: times for feature, times in features.items() if feature in numbers}
    scale = doubts.scale(sum(known.values()))
    shares = {nth: times * scale for nth, times in known.items()}
    return _Example(shares, float(bool(lesson.signs)), lesson.weight)


def _descended(examples: Sequence[_Example], number: int) -> tuple[float, list[float]]:
    weights, slopes = [0.0] * number, [1.0] * number
    bias, slope = 0.0, 1.0
    for _ in range(_ROUNDS):
        for example in examples:
            sure = bias + sum(weights[nth] * value for nth, value in example.features.items())
            error = (1 / (1 + math.exp(-sure)) - example.danger) * example.weight
            slope += error * error
            bias -= _PACE * error / math.sqrt(slope)
            for nth, value in example.features.items():
                towards = error * value + _DECAY * weights[nth]
                slopes[nth] += towards * towards
                weights[nth] -= _PACE * towards / math.sqrt(slopes[nth])
    return bias, weights


def _bayes(lessons: Sequence[Lesson]) -> tuple[Sequence[str], Mapping[str, Mapping[str, int]]]:
    """How much each word and sense speaks for each sign, beside how much it speaks for the others."""
    taught = [lesson for lesson in lessons if lesson.signs]
    known = sorted({sign for lesson in taught for sign in lesson.signs})
    lengths: dict[str, float] = dict.fromkeys(known, 0.0)
    seen: dict[str, dict[str, float]] = {}
    for lesson in taught:
        for word in doubts.telling(text.tokens(lesson.said)):
            for sign in lesson.signs:
                lengths[sign] += lesson.weight
                of_word = seen.setdefault(word, {})
                of_word[sign] = of_word.get(sign, 0.0) + lesson.weight
    unseen = {sign: math.log(_UNSEEN / (lengths[sign] + _UNSEEN * len(seen))) for sign in known}
    speaking = {
        word: {
            sign: round(
                doubts.UNIT
                * (math.log((times + _UNSEEN) / (lengths[sign] + _UNSEEN * len(seen))) - unseen[sign])
            )
            for sign, times in sorted(of_word.items())
        }
        for word, of_word in sorted(seen.items())
    }
    return known, speaking
