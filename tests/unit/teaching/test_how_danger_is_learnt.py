from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from benchmarks.understanding import messages
from bot.content import danger_signs
from bot.teaching import __main__ as teaching
from bot.teaching import learning, lessons
from bot.understanding import doubts, text

ROOT = Path(__file__).parents[3]
PACKS = teaching.packs([ROOT / "config" / name for name in ("demo", "demo-dengue")])
#: Two sentences of this likeness (0 to 100) are the same to a reader.
NEARLY_EQUAL = 92


def lesson(said: str, sign: str | None = None) -> lessons.Lesson:
    return lessons.Lesson(tokens=text.tokens(said), sign=sign)


@pytest.mark.timeout(600)  # learning takes half a minute of a machine that may be busy
def test_the_weights_are_what_the_lessons_give():
    """After a change of lessons or phrases: `python -m bot.teaching config/demo config/demo-dengue`."""
    shipped, anew = (
        json.loads(gzip.decompress(packed))
        for packed in (doubts.WEIGHTS.read_bytes(), teaching.written(PACKS))
    )
    for kind in ("before", "signs"):
        assert shipped[kind] == anew[kind]
    # Another processor may round the last place otherwise.
    for feature in shipped["weights"].keys() | anew["weights"].keys():
        kept = shipped["weights"].get(feature), anew["weights"].get(feature)
        least = [
            weight if weight is not None else math.copysign(learning.LEAST, sum(filter(None, kept)))
            for weight in kept
        ]
        assert least[0] == pytest.approx(least[1], abs=2), feature


def test_no_lesson_is_nearly_a_message_that_understanding_is_measured_with():
    """Otherwise the figures would tell what was learnt by heart."""
    said = {
        text.fold(one.say) for folder in (messages.FOLDER, messages.DENGUE) for one in messages.load(folder)
    }
    measured = sorted(said - {""})
    near = [
        words
        for _, words in lessons.written()
        if process.extractOne(text.fold(words), measured, scorer=fuzz.ratio, score_cutoff=NEARLY_EQUAL)
    ]
    assert near == []


def test_every_lesson_is_written_once_and_names_a_sign_that_is_heard():
    written = [(sign, words) for sign, words in lessons.written()]
    known = set(danger_signs.read()) | {flag.id for pack in PACKS for flag in pack.protocol.red_flags}
    assert {sign for sign, _ in written if sign} <= known
    assert len({text.fold(words) for _, words in written}) == len(written)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_danger_sign_of_a_pack_has_lessons(pack):
    """A sign without any would never be named."""
    for flag in pack.protocol.red_flags:
        assert set(flag.signs) & doubts.signs(), flag.id


def test_words_of_danger_weigh_for_it_and_calm_ones_against():
    """Learnt from a handful of lessons: what comes with danger only, what comes with both, what was never seen."""
    taught = [
        *(
            lesson(f"{who} caiu e {what}", "desmaio")
            for who in ("ela", "ele")
            for what in ("apagou", "sumiu")
        ),
        *(lesson(f"{who} comeu e {what}") for who in ("ela", "ele") for what in ("dormiu", "saiu")),
    ]
    weights = learning.learnt(taught)["weights"]
    fell, ate, reeled = (
        next(iter(doubts.sounds(text.tokens(word)))) for word in ("caiu", "comeu", "zonzeou")
    )
    assert weights[fell] > 0 > weights[ate]
    assert reeled not in weights  # one lesson is too few
    assert learning.learnt(taught) == learning.learnt(taught)


def test_a_word_speaks_for_the_sign_that_it_was_taught_with():
    learnt = learning.learnt(
        [lesson("ela caiu", "desmaio"), lesson("ela queimou", "queimadura"), lesson("ela come")]
    )
    assert set(learnt["before"]) == {"desmaio", "queimadura"}
    (fell,) = text.words("caiu")
    assert set(learnt["signs"][next(iter(doubts.sounds(text.tokens(fell))))]) == {"desmaio"}
