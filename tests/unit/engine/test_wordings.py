from __future__ import annotations

import pytest

from bot.engine import effects
from bot.engine.conversation import Phase
from tests.few_questions import talking

TEXTS = """
  utter_texto:
    - text: Padrão.
      translation: {en: Default.}
    - text: WhatsApp.
      channel: whatsapp
    - text: Com febre.
      condition: slots.febre
    - text: Criança.
      condition: [{type: slot, name: idade, value: 5}]
    - text: No Ceará.
      regions: [CE]
      condition: slots.rua = 'x'
    - text: Em Sobral.
      regions: [Sobral]
      condition: slots.rua = 'x'
flows:
  diz:
    description: Diz.
    keywords: [dizer algo]
    run_pattern_completed: false
    steps:
      - action: utter_texto
"""


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, "Padrão."),
        ({"language": "en"}, "Default."),
        ({"language": "en-US"}, "Default."),
        ({"febre": True}, "Com febre."),
        ({"idade": 5}, "Criança."),
        ({"rua": "x"}, "No Ceará."),
        ({"rua": "x", "municipio": "Sobral"}, "Em Sobral."),
    ],
)
def test_the_wording_that_fits_best_is_said(slots, expected):
    """Region, condition and language choose; everything falls back to the plain text."""
    citizen = talking(TEXTS)
    citizen.state = citizen.state.__class__(seed="r", phase=Phase.talking, slots=slots)
    assert citizen.says("dizer algo") == expected


def test_when_no_wording_fits_the_admin_hears_of_it_and_the_citizen_an_apology():
    """Nothing wrong is said instead."""
    citizen = talking("""
  utter_texto:
    - {text: Só com febre., condition: slots.febre}
flows:
  diz:
    description: Diz.
    keywords: [dizer algo]
    run_pattern_completed: false
    steps:
      - action: utter_texto
""")
    citizen.says("dizer algo")
    assert "no-wording" in {fault.rule for fault in citizen.effects_of(effects.ContentFault)}
    assert citizen.responses == ["utter_internal_error"]


def test_links_of_a_response_stand_on_lines_of_their_own():
    """Pictures and files are addresses that every channel shows."""
    citizen = talking("""
  utter_texto:
    - {text: Veja., image: "https://exemplo.org/a.png", attachment: {type: file, payload: {src: "https://exemplo.org/b.pdf"}}}
flows:
  diz:
    description: Diz.
    keywords: [dizer algo]
    run_pattern_completed: false
    steps:
      - action: utter_texto
""")
    assert citizen.says("dizer algo") == "Veja.\n\nhttps://exemplo.org/a.png\n\nhttps://exemplo.org/b.pdf"
