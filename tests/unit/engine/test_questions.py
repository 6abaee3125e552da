from __future__ import annotations

import pytest

from tests.few_questions import QUESTIONS, asking, talking


def test_an_answer_that_a_rejection_holds_of_is_refused_and_asked_again():
    """A rejection may look at other slots; its words come first, then the question."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "3"])
    citizen.says("9")
    assert citizen.responses == ["utter_dias_demais", "utter_ask_dias"]
    assert citizen.state.slots["dias"] is None
    citizen.says("2")
    assert citizen.responses == ["utter_fim"]


def test_retries_lead_out_of_a_question():
    """After as many wrong answers as the question allows, its way out is taken."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "3", "azul"])
    citizen.says("verde")
    assert citizen.responses == ["utter_fim"]


def test_slots_are_emptied_when_their_flow_ends_unless_they_are_kept():
    """`persisted_slots` stay; the others go back to their initial value."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "30", "2"])
    assert citizen.state.slots["idade"] == 30
    assert citizen.state.slots["dias"] is None


@pytest.mark.parametrize(
    ("then", "asking"), [("handoff", None), ("offer", "padrao_quer_pessoa"), ("fim", "rua")]
)
def test_every_way_out_of_a_question_is_taken(then, asking):
    """A person, the offer of a person, or a step of the flow."""
    citizen = talking(f"""
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: dias
        retries: {{max: 1, then: {then}}}
      - id: fim
        collect: rua
""")
    citizen.says("triagem")
    citizen.says("azul")
    assert citizen.state.asking == asking
    assert bool(citizen.hand_off) is (then == "handoff")


def test_an_optional_question_may_be_skipped():
    """ "Pular" is an answer: the slot is unknown."""
    citizen = asking("{collect: dias, optional: true}")
    citizen.says("pular")
    assert citizen.state.slots["dias"] == "desconhecido"
    assert citizen.responses == ["utter_conselho"]


def test_a_question_may_hear_nothing_but_answers_and_danger():
    """Commands wait until it is answered; a red flag never waits."""
    citizen = asking("{collect: dias, force_slot_filling: true}")
    citizen.says("menu parar")
    assert citizen.state.asking == "dias"
    citizen.says("estou com falta de ar")
    assert citizen.hand_off is not None
