from __future__ import annotations

from bot.engine import effects
from bot.engine.turn import TurnKind
from tests.few_questions import talking

ENTRY = """
flows:
  retorno:
    description: Pergunta como a pessoa está.
    if: false
    entry: {name: acompanhamento, slots: [idade]}
    steps:
      - collect: febre
"""


def test_bela_begins_a_conversation_by_an_entry_point():
    """What is known already is given, and only what the entry point allows."""
    citizen = talking(ENTRY)
    citizen.turn(TurnKind.begun, entry="acompanhamento", known={"idade": 67, "rua": "X"})
    assert citizen.responses == ["utter_ask_febre"]
    assert citizen.state.slots["idade"] == 67
    assert not citizen.state.slots.get("rua")


def test_an_entry_point_that_nobody_wrote_is_a_content_fault():
    """The admin hears of it, and the citizen hears nothing."""
    citizen = talking(ENTRY)
    citizen.turn(TurnKind.begun, entry="outra")
    assert [fault.rule for fault in citizen.effects_of(effects.ContentFault)] == ["unknown-entry"]
    assert citizen.words == []
