"""Who only asks where a conversation goes is told no note for the team."""

from __future__ import annotations

from bot.engine import advance, conversation
from bot.engine.effects import HandOff
from bot.engine.patterns import PATTERN_HUMAN_HANDOFF
from bot.engine.recognised import Started
from bot.engine.turn import Turn, TurnKind
from tests.talk import START, demo_flows


def handed_off(*, noting):
    turn = Turn(kind=TurnKind.text, now=START, channel="livechat", text="quero falar com uma pessoa")
    started = Started(flow=PATTERN_HUMAN_HANDOFF)
    done = advance.advance(demo_flows(), conversation.new("sala"), turn, recognised=started, noting=noting)
    return done.conversation, next(effect for effect in done.effects if isinstance(effect, HandOff))


def test_a_hand_off_without_a_note_goes_to_the_same_department():
    """What the prover tries is the hand-off that citizens get, but for the words to the team."""
    noted, with_note = handed_off(noting=True)
    unnoted, without = handed_off(noting=False)
    assert with_note.note.startswith("*Resumo para a equipe*")
    assert not without.note
    assert (without.department, without.comment, without.priority) == (
        with_note.department,
        with_note.comment,
        with_note.priority,
    )
    assert (unnoted.phase, unnoted.stack, unnoted.asking) == (noted.phase, noted.stack, noted.asking)
