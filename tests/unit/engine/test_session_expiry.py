from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.turn import TurnKind
from tests.few_questions import QUESTIONS, talking

SESSION = """
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: %s}
"""


@pytest.mark.parametrize(("carries", "idade"), [("true", 30), ("false", None)])
def test_after_a_long_silence_the_conversation_begins_anew(carries, idade):
    """The question that was pending is forgotten; slots stay if the pack says so."""
    citizen = talking(SESSION % carries + QUESTIONS)
    citizen.say_all(["triagem", "30"])
    citizen.turn(TurnKind.text, text="oi", after=timedelta(hours=2))
    assert citizen.responses == ["utter_greeting"]
    assert citizen.state.asking is None
    assert citizen.state.slots.get("idade") == idade
