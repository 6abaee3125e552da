from __future__ import annotations

from bot.runtime import coming_back
from tests.talk import demo_flows

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


def test_somebody_new_is_no_returning_person():
    """Without earlier conversations nothing is known."""
    assert coming_back.facts(CONTENT, []) == {}
