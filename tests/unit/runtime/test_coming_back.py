from __future__ import annotations

import pytest

from bot.engine import conversation, stored_form
from bot.runtime import coming_back
from tests.talk import Talk, demo_flows

CONTENT = demo_flows().content


def _stored(**slots):
    return {"slots": slots}


def test_the_newest_answer_of_each_slot_is_known():
    """Not the first one ever given (T34)."""
    earlier = [
        _stored(idade=68, municipio="Sobral"),
        _stored(idade=67, municipio="Crato", condicoes=["diabetes"]),
    ]
    known = coming_back.facts(CONTENT, earlier)
    assert known == {"idade": 68, "municipio": "Sobral", "condicoes": ["diabetes"], "voltou": True}


def test_not_knowing_and_silence_overwrite_nothing():
    """A conversation that ended early, or a "não sei", leaves the older answer standing; no illness is an answer."""
    earlier = [_stored(), _stored(idade="desconhecido", condicoes=None), _stored(idade=40, condicoes=[])]
    assert coming_back.facts(CONTENT, earlier) == {"idade": 40, "condicoes": [], "voltou": True}


def test_what_changes_from_day_to_day_is_not_known_again():
    """Symptoms, pregnancy, consent and the class belong to the room in which they were told."""
    earlier = [_stored(sintomas=["febre"], gestante="gravida", consentimento=True, risco="grave")]
    assert coming_back.facts(CONTENT, earlier) == {}


def test_the_language_chosen_last_is_spoken_from_the_first_word():
    """Nobody chooses it in every conversation; it alone makes nobody somebody who is known."""
    assert coming_back.facts(CONTENT, [_stored(), _stored(language="es"), _stored(language="en")]) == {
        "language": "es"
    }
    citizen = Talk(demo_flows())
    citizen.state = conversation.new("room-2", slots={"language": "es"})
    assert "asistente de salud" in citizen.says("oi")


@pytest.mark.parametrize("language", ["pt-BR", "fr", None])
def test_portuguese_and_what_the_pack_does_not_speak_are_no_choice_to_keep(language):
    """Who went back to Portuguese is greeted in it."""
    assert coming_back.facts(CONTENT, [_stored(language=language), _stored(language="fr")]) == {}


def test_a_conversation_that_remembers_nothing_is_read():
    """The stored form leaves out what is empty."""
    assert coming_back.facts(CONTENT, [stored_form.to_data(conversation.new("room-1"))]) == {}


def test_somebody_new_is_no_returning_person():
    """Without earlier conversations nothing is known."""
    assert coming_back.facts(CONTENT, []) == {}
