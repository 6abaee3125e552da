from __future__ import annotations

from tests.few_questions import SLOTS
from tests.small_flows import talk

HAND_OFF = """
responses:
  utter_resumo: [{text: "Pediu receita. Febre: {febre}."}]
flows:
  receita:
    description: Pede receita.
    keywords: [receita]
    steps:
      - collect: febre
      - classify: mini
      - handoff: {department: atendimento, priority: high, summary: utter_resumo}
"""


def test_a_hand_off_step_names_department_priority_and_summary():
    """The summary heads the note and is not said to the citizen; the protocol was run before."""
    citizen = talk(
        SLOTS.replace("responses:", HAND_OFF.split("flows:", maxsplit=1)[0].strip())
        + "flows:"
        + HAND_OFF.split("flows:")[1]
    )
    citizen.says("receita")
    citizen.says("sim")
    assert citizen.classified is not None
    assert citizen.classified.risk_class == "grave"
    assert citizen.hand_off is not None
    assert citizen.hand_off.department == "atendimento"
    assert citizen.hand_off.priority == "high"
    assert "Pediu receita. Febre: sim." in citizen.hand_off.note
    assert "Prioridade: *alta*" in citizen.hand_off.note
    assert citizen.responses == []
