from __future__ import annotations

from datetime import timedelta

from bot.engine.conversation import Phase
from bot.engine.turn import TurnKind
from tests.few_questions import talking

SILENCE = """
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: febre
        timeout: {after: 10m, remind: utter_reminder, max: 2, then: close}
"""


def test_silence_is_reminded_of_and_then_ends_the_conversation():
    """A reminder each ten minutes, twice; then goodbye. The moment survives a restart: it is in the state."""
    citizen = talking(SILENCE)
    citizen.says("triagem")
    assert citizen.state.wake_at == citizen.now + timedelta(minutes=10)
    for _ in range(2):
        citizen.turn(TurnKind.silence, after=timedelta(minutes=10))
        assert citizen.responses == ["utter_reminder"]
        assert citizen.state.asking == "febre"
    citizen.turn(TurnKind.silence, after=timedelta(minutes=10))
    assert citizen.responses == ["utter_timeout_goodbye"]
    assert citizen.state.phase is Phase.closing


def test_an_answer_after_a_reminder_counts_and_reminders_begin_anew():
    """Who answers late is not told so again at the next question."""
    citizen = talking(SILENCE)
    citizen.says("triagem")
    citizen.turn(TurnKind.silence, after=timedelta(minutes=10))
    citizen.says("sim")
    assert citizen.state.reminders == 0
    assert citizen.state.asking == "padrao_mais_algo"
