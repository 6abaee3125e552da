"""How likely a message tells of danger, and what a plain yes or no is."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz, process

from benchmarks.understanding import messages
from benchmarks.understanding.doubts import lessons
from bot.content import danger_signs
from bot.understanding import doubts, plain_no, text
from bot.understanding.red_flags import RedFlag, RedFlagScanner

#: A lesson as close as this to a message that is scored would make its score a lie.
NEARLY_EQUAL = 92
SCANNER = RedFlagScanner(
    [
        RedFlag(id="ar", label="Falta de ar", phrases=("falta de ar",), signs=("falta_de_ar",)),
        RedFlag(id="vida", label="Vontade de morrer", phrases=("quero morrer",), signs=("risco_suicidio",)),
    ]
)


@pytest.mark.parametrize(
    "said", ["sim", "não", "2", "1", "não, obrigada", "não, tô bem", "sim, agora", "no", "yes"]
)
def test_a_plain_yes_or_no_is_one(said):
    assert plain_no.is_plain(said)


@pytest.mark.parametrize(
    "said",
    ["", "não tô bem", "não tá tudo bem", "não sei", "não consigo", "não?", "não, mas tá piorando", "67"],
)
def test_anything_else_is_none(said):
    assert not plain_no.is_plain(said)


def test_danger_that_nobody_taught_is_doubted_and_named():
    found = SCANNER.doubt("o velho tá penando, o peito dele não enche", asking=None, understood=False)
    assert found is not None
    assert found.flag_id == "ar"


@pytest.mark.parametrize(
    "said", ["qual o endereço do posto?", "bom dia", "tenho 67 anos", "zxcv qwop", "blá " * 900]
)
def test_what_is_calm_is_not_doubted(said):
    assert SCANNER.doubt(said, asking=None, understood=False) is None


def test_what_is_denied_is_left_out():
    """The clause in which taught words are denied says nothing."""
    assert SCANNER.doubt("ninguém aqui em casa tá com falta de ar", asking=None, understood=False) is None


def test_a_pack_is_not_asked_of_signs_that_it_does_not_hear():
    deaf = RedFlagScanner([RedFlag(id="x", label="X", phrases=("falta de ar",))])
    assert deaf.doubt("o velho tá penando, o peito dele não enche", asking=None, understood=False) is None
    assert not deaf.is_calm("falta de ar é grave?")


def test_it_is_learnt_from_nothing_that_is_only_scored():
    """No lesson nearly equals a message of a part that must not be learnt from."""
    kept_apart = [
        folded
        for folder in (messages.FOLDER, messages.DENGUE)
        for message in messages.load(folder)
        if message.part not in lessons.PARTS and (folded := text.fold(message.say))
    ]
    made_up = [text.fold(said) for kind in ("danger", "calm") for _, said in lessons.made_up(kind)]
    near = [
        said
        for said in made_up
        if process.extractOne(said, kept_apart, scorer=fuzz.ratio, score_cutoff=NEARLY_EQUAL)
    ]
    assert near == []
    assert not {part for part in lessons.PARTS if part.value.endswith(("sealed", "unseen"))}


def test_every_sign_that_lessons_tell_of_is_told_apart():
    assert {sign for sign, _ in lessons.made_up("danger")} <= doubts.signs()
    assert danger_signs.read().keys() <= doubts.signs()
