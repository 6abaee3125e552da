from __future__ import annotations

from tests.few_questions import talking

CALLS = """
flows:
  pedido:
    description: Chama o endereço e segue.
    keywords: [fazer pedido]
    run_pattern_completed: false
    steps:
      - call: endereco
      - action: utter_fim
  endereco:
    description: Pergunta a rua.
    if: false
    steps:
      - collect: rua
"""


def test_a_called_flow_comes_back():
    """The caller goes on after the call, with what the called flow asked for."""
    citizen = talking(CALLS)
    citizen.says("fazer pedido")
    assert citizen.responses == ["utter_ask_rua"]
    assert "Rua das Flores" in citizen.says("Rua das Flores")
    assert citizen.state.stack == ()


def test_slots_of_a_called_flow_live_as_long_as_the_caller():
    """They are emptied when the caller ends, not before."""
    citizen = talking(CALLS)
    citizen.say_all(["fazer pedido", "Rua das Flores"])
    assert citizen.state.slots["rua"] is None


def test_a_digression_inside_a_called_flow_returns_to_it():
    """The stack keeps who called whom while a topic is answered."""
    citizen = talking(CALLS.replace("collect: rua", "collect: dias") + """
  duvida:
    description: Responde.
    keywords: [horário]
    steps:
      - action: utter_conselho
""")  # fmt: skip
    citizen.says("fazer pedido")
    citizen.says("horário")
    assert citizen.responses == ["utter_conselho", "utter_ask_dias"]
    citizen.says("2")
    assert citizen.responses == ["utter_fim"]
