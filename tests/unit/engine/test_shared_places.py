from __future__ import annotations

import json

import pytest

from bot.engine import stored_form
from bot.engine.turn import TurnKind
from tests.small_flows import talk
from tests.talk import Talk

FLOW = """
slots:
  cidade: {type: text, label: Cidade, answer: {type: municipality}}
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
responses:
  utter_ask_cidade: [{text: "Qual cidade?"}]
  utter_understood_municipality: [{text: "Entendi: {cidade}."}]
  utter_ask_febre: [{text: "Tem febre?"}]
flows:
  pergunta:
    description: Pergunta.
    keywords: [triagem]
    persisted_slots: [cidade, febre]
    steps:
      - collect: cidade
      - collect: febre
"""
SOBRAL = (-3.69, -40.35)
#: Between Crato and Juazeiro do Norte.
BETWEEN = (-7.223, -39.36)
SALVADOR = (-12.97, -38.5)


@pytest.fixture
def citizen() -> Talk:
    """Somebody who is asked for their city."""
    begun = talk(FLOW)
    begun.says("triagem")
    return begun


def share(citizen: Talk, place: tuple[float, float]) -> str:
    return citizen.turn(TurnKind.unreadable, medium="location", location=place)


def test_a_shared_place_answers_the_question_for_the_municipality(citizen: Talk) -> None:
    """It is said back, and the next question comes."""
    share(citizen, SOBRAL)
    assert citizen.state.slots["cidade"] == "Sobral"
    assert citizen.state.asking == "febre"
    assert "utter_understood_municipality" in citizen.responses


def test_where_exactly_somebody_is_is_not_kept(citizen: Talk) -> None:
    """Neither in the state nor in what the registry is told."""
    share(citizen, SOBRAL)
    kept = json.dumps(stored_form.to_data(citizen.state)) + repr(citizen.effects)
    assert "3.69" not in kept
    assert "40.35" not in kept


def test_a_place_between_two_is_asked_back(citizen: Talk) -> None:
    """As a name that two have; the number of the line answers."""
    said = share(citizen, BETWEEN)
    assert citizen.state.slots.get("cidade") is None
    offered = [offer.title for offer in citizen.state.offered]
    assert {"Crato", "Juazeiro do Norte"} <= set(offered)
    assert "Juazeiro do Norte" in said
    citizen.says(str(offered.index("Crato") + 1))
    assert citizen.state.slots["cidade"] == "Crato"


def test_a_name_that_two_have_is_asked_back(citizen: Talk) -> None:
    """In words, too: both are offered, and choosing one answers."""
    said = citizen.says("santana")
    assert "Santana do Acaraú" in said
    assert "Santana do Cariri" in said
    citizen.says("Santana do Cariri")
    assert citizen.state.slots["cidade"] == "Santana do Cariri"


def test_a_place_out_of_reach_is_asked_for_in_words(citizen: Talk) -> None:
    """The question comes again, and words answer it."""
    share(citizen, SALVADOR)
    assert citizen.state.asking == "cidade"
    assert citizen.state.slots.get("cidade") is None
    citizen.says("Sobral")
    assert citizen.state.slots["cidade"] == "Sobral"


def test_a_place_answers_no_other_question(citizen: Talk) -> None:
    """Whether there is fever is not told by a place."""
    citizen.says("Sobral")
    share(citizen, SOBRAL)
    assert citizen.state.asking == "febre"
