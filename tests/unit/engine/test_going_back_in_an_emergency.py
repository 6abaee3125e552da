from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.engine import advance, conversation, effects
from bot.engine.turn import Turn, TurnKind
from tests.talk import demo_flows

NOW = datetime(2026, 11, 18, 14, tzinfo=UTC)


@pytest.mark.parametrize("said", [["oi", "sim"], ["oi", "sim", "Maria"], ["oi", "sim", "Maria", "70 anos"]])
def test_going_back_after_a_red_flag_does_not_leave_the_emergency(said):
    """Whoever writes "voltar" when danger signs were told, and then nothing, still reaches a person."""
    flows, state = demo_flows(), conversation.new("sala-7")
    for number, text in enumerate([*said, "falta de ar", "voltar"]):
        turn = Turn(kind=TurnKind.text, now=NOW + timedelta(minutes=number), channel="livechat", text=text)
        state = advance.advance(flows, state, turn).conversation
    assert state.wake_at
    done = advance.advance(flows, state, Turn(kind=TurnKind.silence, now=state.wake_at))
    assert any(isinstance(effect, effects.HandOff) for effect in done.effects)
