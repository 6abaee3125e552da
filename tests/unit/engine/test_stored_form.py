from __future__ import annotations

import json

import pytest

from bot.engine import conversation, stored_form
from tests.few_questions import QUESTIONS, talking

#: Everything that the first form had, empty.
FIRST_FORM = {
    "format": 1,
    "seed": "r",
    "channel": "livechat",
    "phase": "talking",
    "turn": 1,
    "slots": {},
    "stack": [],
    "asking": None,
    "attempts": 0,
    "offered": [],
    "given": [],
    "flags": [],
    "assessment": None,
    "department": None,
    "told_at": None,
    "noted": "",
    "wake_at": None,
}


def test_a_conversation_that_an_earlier_version_stored_goes_on():
    """The stored form is brought up to date; the pending question is still answered."""
    citizen = talking(QUESTIONS)
    citizen.says("triagem")
    data = stored_form.to_data(citizen.state)
    stack = [[flow, step, replay] for flow, step, _, _, _, replay, _ in data["stack"]]
    old = {**FIRST_FORM, "slots": data["slots"], "stack": stack, "asking": "idade"}
    citizen.state = stored_form.from_data(old)
    citizen.says("30")
    assert citizen.state.asking == "dias"


def test_what_is_empty_is_left_out_and_read_as_empty():
    """The stored form holds what there is to know, and reads as the same conversation."""
    citizen = talking(QUESTIONS)
    for said in ("triagem", "30", "7"):
        data = json.loads(json.dumps(stored_form.to_data(citizen.state)))
        assert all(data.values())
        assert stored_form.from_data(data) == citizen.state
        citizen.says(said)


def test_a_stored_form_of_the_future_is_refused():
    """A process that was left behind does not guess."""
    data = stored_form.to_data(conversation.new("r"))
    with pytest.raises(ValueError, match="format 99"):
        stored_form.from_data({**data, "format": 99})
