from __future__ import annotations

import pytest

from bot.content.errors import ContentInvalid
from bot.engine.turn import Parse
from tests.small_flows import flows, load
from tests.talk import Talk

FEBRE = "slots: {febre: {type: bool}}\n"


def refused(text: str) -> str:
    with pytest.raises(ContentInvalid) as caught:
        load(FEBRE + text)
    return str(caught.value)


def test_a_circle_of_calls_is_told_with_every_flow_in_it():
    """Nothing is run; the whole circle is named."""
    told = refused("""
flows:
  a: {description: A, keywords: [assunto a], steps: [{call: b}]}
  b: {description: B, if: false, steps: [{call: c}]}
  c: {description: C, if: false, steps: [{call: a}]}
""")
    assert "estes fluxos chamam uns aos outros sem fim: a → b → c → a [call-circle]" in told


def test_ten_thousand_steps_are_too_many():
    """The limit is named, and nothing else is said of them."""
    steps = "\n".join(["      - action: utter_conselho"] * 10_000)
    told = refused(f"flows:\n  a:\n    description: A\n    keywords: [assunto a]\n    steps:\n{steps}\n")
    assert '10000 passos em "a"; o máximo é 1000 [too-much]' in told


def test_a_pattern_that_could_run_away_is_refused():
    """It is never run, not even once."""
    told = refused("""
flows:
  a:
    description: A
    keywords: [assunto a]
    if: slots.febre matches '(a+)+$'
    steps: [{action: utter_conselho}]
""")
    assert "repete um grupo que já se repete por dentro [condition]" in told


def test_what_has_no_effect_is_a_warning_and_the_pack_loads():
    """Keys of Rasa's for voice and language models are named, and refuse nothing."""
    content = load(FEBRE + """
flows:
  a:
    description: A
    keywords: [assunto a]
    always_include_in_prompt: true
    steps: [{action: utter_conselho}]
""")  # fmt: skip
    assert [fault.rule for fault in content.warnings] == ["no-effect"]


TRANSFER = """
version: "3.1"
flows:
  transfer_money:
    description: This flow lets users send money to friends and family.
    nlu_trigger:
      - intent: {name: transfer_money, confidence_threshold: 0.7}
    steps:
      - collect: recipient
      - id: ask_amount
        collect: amount
        description: the number of dollars to send
        rejections:
          - if: slots.amount > 1000
            utter: utter_too_much
        next:
          - if: slots.amount < 10
            then:
              - action: utter_small
                next: ask_confirm
          - else: ask_confirm
      - id: ask_confirm
        collect: final_confirmation
        ask_before_filling: true
        next:
          - if: not slots.final_confirmation
            then:
              - action: utter_cancelled
                next: END
          - else: done
      - id: done
        action: utter_done
slots:
  febre: {type: bool}
  recipient: {type: text, mappings: [{type: from_llm}]}
  amount: {type: float, mappings: [{type: from_llm}]}
  final_confirmation: {type: bool, mappings: [{type: from_llm}]}
responses:
  utter_ask_recipient: [{text: Who?}]
  utter_ask_amount: [{text: How much?}]
  utter_ask_final_confirmation: [{text: "{amount} to {recipient}?"}]
  utter_too_much: [{text: Too much.}]
  utter_small: [{text: A small gift.}]
  utter_cancelled: [{text: Cancelled.}]
  utter_done: [{text: Sent.}]
nlu:
  - {intent: transfer_money, examples: "- send money"}
"""


def test_a_flow_written_as_rasas_documentation_writes_them_runs():
    """Slots without `answer` are read by their type; rejections, branches and confirmation behave as documented."""
    talk = Talk(flows(TRANSFER))
    talk.says("oi")
    talk.says("send money", parse=Parse(intent="transfer_money", confidence=0.9))
    assert talk.responses == ["utter_ask_recipient"]
    talk.says("Maria")
    talk.says("5000")
    assert talk.responses == ["utter_too_much", "utter_ask_amount"]
    assert talk.says("5") == "A small gift.\n5 to Maria?"
    talk.says("sim")
    assert talk.responses[0] == "utter_done"
    assert talk.state.slots["amount"] is None
