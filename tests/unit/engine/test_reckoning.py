from __future__ import annotations

from tests.few_questions import asking, talking


def test_an_expression_reckons_a_score():
    """`set_slots` adds up; what is empty begins with its initial value and goes back to it."""
    citizen = talking("""
flows:
  escore:
    description: Soma.
    keywords: [escore]
    run_pattern_completed: false
    steps:
      - set_slots:
          - pontos: {expression: slots.pontos + 2}
          - pontos: {expression: slots.pontos * 3}
      - action: utter_fim
""")
    assert "pontos 6" in citizen.says("escore")
    assert citizen.state.slots["pontos"] == 0


def test_days_since_a_date_can_be_reckoned():
    """ "Há 3 dias" is kept as a day, and conditions reckon from it."""
    citizen = asking("collect: inicio", "set_slots: [{dias: {expression: days_since(slots.inicio)}}]")
    citizen.says("há 3 dias")
    assert citizen.state.slots["inicio"] == "2026-11-15"
    assert citizen.state.slots["dias"] == 3
