"""Logistic regression and naive Bayes in plain Python: some seconds, and the same result every time.

The regression is learnt by AdaGrad (Duchi, Hazan, Singer 2011, JMLR 12:2121), from examples in the order given. Its rounds end
before the weights do; that they grow no further is all that keeps them small (a decay beside it helped nothing, measured by cross-validation).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from bot.teaching.lessons import Lesson
from bot.understanding import doubts

#: Words in a row, and letters in a row, that fewer lessons have are left out.
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 3
_ROUNDS: Final = 12
_PACE: Final = 1.0
#: An example that is told so surely right teaches nothing more.
_LEARNT: Final = 0.01
#: Weights nearer to nothing than this, in hundredths, are left out.
LEAST: Final = 25
#: How often each word is thought to have been seen with each sign besides.
_UNSEEN: Final = 0.1

_Kinds = Sequence[tuple[Sequence[int], float]]


class _Example(NamedTuple):
    #: For words and letters: the features' numbers, and what each weighs.
    kinds: _Kinds
    danger: float


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
    weights, slopes = [0.0] * number, [1.0] * number
    bias, slope = 0.0, 1.0
    for _ in range(_ROUNDS):
        for kinds, danger in examples:
            sure = bias + sum(scale * sum(weights[one] for one in kind) for kind, scale in kinds)
            error = 1 / (1 + math.exp(-sure)) - danger
            slope += error * error
            bias -= _PACE * error / math.sqrt(slope)
            if abs(error) < _LEARNT:
                continue
            for kind, scale in kinds:
                step, square = _PACE * error * scale, (error * scale) ** 2
                for one in kind:
                    slopes[one] += square
                    weights[one] -= step / math.sqrt(slopes[one])
    return bias, weights


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
