"""The answers that the prover gives the engine note what is looked at; nothing goes past them."""

from __future__ import annotations

import pytest

from bot.content import conditions
from bot.proving.watched import ALL, Watched, whether


@pytest.fixture
def looked():
    """What was looked at."""
    return set()


@pytest.fixture
def answers(looked):
    """Three answers."""
    return Watched({"tosse": True, "idade": 67, "ar": None}, looked)


def test_a_condition_notes_the_answers_that_decide_it(answers, looked):
    """What stands behind the term that decides is not looked at."""
    assert conditions.parse("slots.tosse or slots.idade >= 60").holds(answers)
    assert looked == {"tosse"}
    assert not conditions.parse("slots.ar = 'mau' and slots.idade >= 60").holds(answers)
    assert looked == {"tosse", "ar"}


def test_what_the_turn_wrote_itself_is_no_look_at_what_was_before(answers, looked):
    """An answer written and then read is the turn's own; one read first was looked at all the same."""
    answers["idade"] = 3
    assert (answers["idade"], answers.get("idade"), "idade" in answers) == (3, 3, True)
    assert (looked, answers.written) == (set(), {"idade"})
    assert answers["tosse"] is True
    answers["tosse"] = False
    assert looked == {"tosse"}


def test_a_copy_notes_in_the_same_place(answers, looked):
    """The conversation as it stands in the middle of a turn is looked at by the turn."""
    copy = answers.copy()
    copy["idade"] = 3
    assert (copy["ar"], looked, answers.written) == (None, {"ar"}, set())


def test_who_asks_whether_there_is_an_answer_looks_at_nothing_else_of_it(answers, looked):
    """A question that is passed over because it was answered goes by no more than that."""
    answers["tosse"] = False
    assert (answers.knows("idade"), answers.knows("ar"), answers.knows("tosse")) == (True, False, True)
    assert looked == {whether("idade"), whether("ar")}


@pytest.mark.parametrize(
    "look", [dict, list, len, lambda it: {**it}, lambda it: it == {}, lambda it: it.items()]
)
def test_who_goes_through_all_looks_at_all(answers, looked, look):
    """However it is done."""
    look(answers)
    assert ALL in looked


@pytest.mark.parametrize(
    "way",
    [
        lambda it: it.pop("idade"),
        lambda it: it.setdefault("idade", 1),
        lambda it: it | {"idade": 1},
        lambda it: it.popitem(),
        lambda it: it.__delitem__("idade"),
        lambda it: it.__ior__({"idade": 1}),
    ],
)
def test_a_way_that_is_not_noted_is_an_error(answers, way):
    """The proof ends, rather than miss something."""
    with pytest.raises(NotImplementedError):
        way(answers)


def test_the_protocol_is_given_all_answers_without_a_look(answers, looked):
    """Of them nothing but the class comes back, and that is asked of the solver for each conversation."""
    assert answers.weighed() == {"tosse": True, "idade": 67, "ar": None}
    assert not looked
