"""A citizen who waits in a queue asks something: answered once where the deployment wants it, else silence."""

from __future__ import annotations

import pytest

from bot.engine.conversation import Phase
from bot.engine.turn import Parse, TurnKind
from tests.talk import Talk


@pytest.fixture
def waiting(flows):
    talk = Talk(flows)
    talk.say_all(["oi", "quero falar com uma pessoa"])
    talk.turn(TurnKind.queued)
    assert talk.state.phase is Phase.queued
    return talk


def asks(talk, text, **what):
    return talk.turn(TurnKind.text, text=text, in_queue=True, **what)


def test_a_question_is_answered_and_the_queue_keeps_the_room(waiting):
    """One answer; nothing is asked, and phase, department and the time of the hand-off stay."""
    before = waiting.state
    asks(waiting, "como pega covid?")
    assert waiting.responses == ["utter_faq_transmissao"]
    after = waiting.state
    assert (after.phase, after.department, after.given_at) == (
        Phase.queued,
        before.department,
        before.given_at,
    )
    assert (after.asking, after.stack) == (None, ())


def test_a_question_that_only_rasa_understands_is_answered_too(waiting):
    """In the person's own words."""
    asks(waiting, "como isso vai de um pro outro", parse=Parse(intent="faq_transmissao", confidence=0.95))
    assert waiting.responses == ["utter_faq_transmissao"]


@pytest.mark.parametrize(
    "text",
    [
        "quero fazer a triagem",
        "cancelar",
        "tô com febre há 2 dias",
        "2",
        "blá",
        "quero falar com uma pessoa",
        "menu",
    ],
)
def test_whatever_else_is_met_with_silence(waiting, text):
    """No triage begins, no command is followed, nothing is asked or kept."""
    before = waiting.state
    asks(waiting, text)
    assert waiting.effects == ()
    assert (waiting.state.phase, waiting.state.slots) == (Phase.queued, before.slots)


def test_a_question_heard_by_chance_is_not_answered(waiting):
    """Where the deployment does not want it, or the room is a person's by now."""
    waiting.says("como pega covid?")
    assert waiting.effects == ()
    waiting.turn(TurnKind.taken)
    asks(waiting, "como pega covid?")
    assert waiting.effects == ()


def test_danger_outranks_the_queue_still(waiting):
    """Words of danger beside a question begin the emergency."""
    asks(waiting, "como pega covid? tô com muita falta de ar")
    assert waiting.state.phase is not Phase.queued
    assert waiting.state.flags == ("falta_de_ar",)
