"""Bela begins by an entry point; on WhatsApp, a day after the last message, only with words approved before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine import effects
from bot.engine.turn import TurnKind
from tests.small_flows import flows
from tests.talk import Talk

MONITORING = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
  dia: {type: text, label: Dia}
  outro: {type: text, label: Outro}
responses:
  utter_ask_febre:
    - text: Como vai, no dia {dia}? Tem febre?
    - {text: "Oi, aqui é a Bela. Tem febre?", channel: whatsapp, template: acompanhamento_1}
  utter_fim: [{text: "Obrigada."}]
flows:
  acompanhar:
    description: Pergunta como a pessoa vai.
    if: false
    run_pattern_completed: false
    entry: {name: acompanhamento, slots: [dia]}
    steps: [{collect: febre}, {action: utter_fim}]
  triagem:
    description: Pergunta.
    keywords: [triagem]
    run_pattern_completed: false
    steps:
      - collect: febre
        timeout: {after: 12h, max: 3, then: close}
"""
WITHOUT = MONITORING.replace(", template: acompanhamento_1", "")


def silent_for(hours: int, *, on: str, text: str = MONITORING) -> Talk:
    citizen = Talk(flows(text))
    citizen.turn(TurnKind.text, text="oi", on=on)
    citizen.turn(
        TurnKind.begun,
        after=timedelta(hours=hours),
        on="",
        entry="acompanhamento",
        known={"dia": "3", "outro": "x"},
    )
    return citizen


def test_bela_asks_by_herself_with_what_is_known():
    """Only the slots that the entry point names are filled."""
    citizen = silent_for(48, on="livechat")
    assert citizen.words == ["Como vai, no dia 3? Tem febre?"]
    assert citizen.state.slots.get("outro") is None
    assert citizen.says("não") == "Obrigada."


def test_within_a_day_any_words_may_be_said_on_whatsapp():
    """The window of 24 hours is open, with or without a template."""
    assert silent_for(23, on="whatsapp", text=WITHOUT).responses == ["utter_ask_febre"]


def test_after_a_day_the_approved_words_are_chosen():
    """The wording with a template is said."""
    assert silent_for(24, on="whatsapp").words == ["Oi, aqui é a Bela. Tem febre?"]


def test_without_approved_words_nothing_begins():
    """Nothing would be delivered: the conversation stays where it was, and the admin is told."""
    citizen = silent_for(25, on="whatsapp", text=WITHOUT)
    assert citizen.words == []
    assert citizen.state.stack == ()
    assert [fault.rule for fault in citizen.effects_of(effects.ContentFault)] == ["no-template"]
    assert citizen.says("oi de novo")


def test_who_talks_with_a_person_is_left_alone():
    """A conversation that people lead is not begun over."""
    citizen = Talk(flows(MONITORING))
    citizen.says("atendente")
    citizen.turn(TurnKind.handed_off)
    citizen.turn(TurnKind.begun, entry="acompanhamento")
    assert citizen.effects == ()


@pytest.mark.parametrize(("text", "said"), [(MONITORING, 3), (WITHOUT, 1)])
def test_a_reminder_after_a_day_needs_approved_words(text, said):
    """Those that come in time are said; a later one without a template is a fault, and the question's way out is taken."""
    citizen = Talk(flows(text))
    citizen.turn(TurnKind.text, text="oi", on="whatsapp")
    citizen.turn(TurnKind.text, text="triagem", on="whatsapp")
    reminders = 0
    for _ in range(3):
        citizen.turn(TurnKind.silence, after=timedelta(hours=12), on="")
        reminders += len(citizen.responses)
    assert reminders == said
