"""Answers told unasked and answers taken back, as the prover tries them."""

from __future__ import annotations

import random

import pytest

from bot.content.answers import UNKNOWN
from bot.engine import advance, conversation, recognised
from bot.engine.conversation import Phase
from bot.proving import moves, places, sample_answers, taking_back, visits
from bot.proving.moves import Answer, GoBack, Hello, PutRight
from tests.talk import demo_flows


def step(flows, state, move):
    turn, recognised = moves.turn_of(move, flows, state, after=state.turn)
    return advance.advance(flows, taking_back.arranged(state, move), turn, recognised=recognised).conversation


def walked(flows, book, seed):
    """Somebody who answers the first questions of the triage, each at random."""
    chance = random.Random(seed)
    state = step(flows, conversation.new("prova"), Hello())
    state = step(flows, state, Answer(slot=state.asking, value=True))
    before = state
    for _ in range(chance.randint(2, 8)):
        if state.phase is not Phase.talking or state.assessment or state.asking not in book.samples.samples:
            break
        before, state = (
            state,
            step(
                flows,
                state,
                Answer(slot=state.asking, value=chance.choice(book.samples.samples[state.asking])),
            ),
        )
    return before


def stands(state):
    return state.phase, state.stack, state.asking, {**state.slots}, {given.slot for given in state.given}


@pytest.mark.parametrize("seed", range(25))
def test_putting_an_answer_right_is_going_back_to_it_and_answering(seed):
    """Both leave the same conversation, wherever it stood: so trying one of them is trying both."""
    flows = demo_flows()
    book = moves.book(flows, sample_answers.of(flows))
    assert book.back
    state = walked(flows, book, seed)
    for move in book.undoing(state):
        if isinstance(move, PutRight):
            back = step(flows, state, GoBack(slot=move.slot, flow=book.back))
            assert stands(step(flows, back, Answer(slot=move.slot, value=move.value))) == stands(
                step(flows, state, move)
            )


@pytest.mark.parametrize("seed", range(25))
def test_what_is_told_ahead_is_what_is_answered_when_it_is_asked(seed):
    """A fact told with the answer before leaves the conversation that asking for it and the answer leave."""
    flows = demo_flows()
    book = moves.book(flows, sample_answers.of(flows))
    state = walked(flows, book, seed)
    answer = Answer(slot=state.asking, value=book.samples.samples[state.asking][0])
    asked = step(flows, state, answer)
    told = [
        value
        for value in book.samples.samples.get(asked.asking, ())
        if value != UNKNOWN and not isinstance(value, list)
    ]
    for value in told if asked.asking in book.tellable and asked.phase is Phase.talking else ():
        turn, _ = moves.turn_of(answer, flows, state, after=state.turn)
        both = recognised.Answered(value=answer.value, facts={asked.asking: value})
        ahead = advance.advance(flows, state, turn, recognised=both).conversation
        assert stands(ahead)[:4] == stands(step(flows, asked, Answer(slot=asked.asking, value=value)))[:4]


def test_what_is_shown_changes_the_answer_that_the_class_rests_on_and_not_the_one_taken_back():
    """The solver's answers replace those of their blocks; one that was taken back is not in the class any more."""

    def came(before, move, **answers):
        return visits.Visit(
            standing=conversation.new("prova"),
            debt=places.Debt(),
            grave=False,
            state=0,
            place=0,
            aside=(),
            before=before,
            move=move,
            answers=answers,
            turns=0,
        )

    first = came(came(None, None), Answer(slot="sintomas", value=["febre"]))
    back = came(first, GoBack(slot="sintomas", flow="voltar"))
    last = came(came(back, Answer(slot="sintomas", value=["tosse"])), Hello(), sintomas=[])
    shown = [move.value for move in visits.way(last) if isinstance(move, Answer)]
    assert shown == [["febre"], []]
