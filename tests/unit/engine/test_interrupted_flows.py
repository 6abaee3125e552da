from __future__ import annotations

from tests.few_questions import QUESTIONS, talking


def test_a_digression_that_asked_something_says_that_the_first_topic_goes_on():
    """The interrupted question comes again after one sentence."""
    citizen = talking("""
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: dias
  outra:
    description: Pergunta outra coisa.
    keywords: [outra coisa]
    steps:
      - collect: rua
""")
    citizen.say_all(["triagem", "outra coisa"])
    citizen.says("Rua das Flores")
    assert citizen.responses == ["utter_continue_interrupted", "utter_ask_dias"]


def test_a_flow_that_is_interrupted_is_resumed_where_it_stands():
    """Naming it again takes it up, and is no second beginning."""
    citizen = talking("""
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: idade
      - collect: dias
  outra:
    description: Pergunta outra coisa.
    keywords: [outra coisa]
    steps:
      - collect: febre
""")
    citizen.say_all(["triagem", "30", "outra coisa"])
    citizen.says("triagem")
    assert citizen.state.asking == "dias"
    citizen.says("2")
    assert citizen.state.asking == "febre"


def test_cancelling_drops_what_is_under_way():
    """ "Parar" ends the topic, empties its slots and says so."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "30"])
    citizen.says("parar")
    assert citizen.responses == ["utter_flow_cancelled"]
    assert citizen.state.stack == ()
