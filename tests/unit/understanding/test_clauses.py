"""Marks part a message into clauses."""

from __future__ import annotations

import pytest

from bot.understanding import clauses, text

TOLD = text.tokens("tenho 40 anos, febre alta; e tosse")


def test_every_word_is_in_one_clause():
    said = [[token.word for token in clause] for clause in clauses.of(TOLD)]
    assert said == [["tenho", "40", "anos"], ["febre", "alta"], ["e", "tosse"]]
    assert clauses.of(()) == []


@pytest.mark.parametrize("place", [3, 4])
def test_a_clause_begins_behind_a_mark_and_ends_before_the_next(place: int):
    assert (clauses.begin(TOLD, place), clauses.end(TOLD, place)) == (3, 4)


def test_no_more_words_are_looked_at_than_wanted():
    assert clauses.begin(TOLD, 2, most=1) == 1
    assert clauses.end(TOLD, 0, most=1) == 1
    assert clauses.begin(TOLD, 1, most=9) == 0
    assert clauses.end(TOLD, 5, most=9) == 6
