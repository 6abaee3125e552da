"""Flows, domain and patterns in the shape of Rasa's public documentation, each with the behaviour that is documented there."""

from __future__ import annotations

import pytest

from bot.content.errors import ContentInvalid
from bot.engine.turn import Parse
from tests.small_flows import load, talk

BANK = """
version: "3.1"
slots:
  febre: {type: bool}
  account_type: {type: categorical, values: [checking, savings], mappings: [{type: from_llm}]}
  overdraft: {type: bool, mappings: [{type: from_llm}]}
  income: {type: float, min_value: 0, max_value: 1000000, mappings: [{type: from_llm}]}
  blocked: {type: bool, mappings: [{type: controlled}], initial_value: false}
  tier: {type: text, mappings: [{type: controlled}]}
  feedback: {type: any, mappings: [{type: from_text}]}
  mood: {type: bool, mappings: [{type: from_intent, intent: happy, value: true}]}
  has_balance: {type: bool, mappings: [{type: from_llm}]}
responses:
  utter_ask_account_type:
    - text: Which account?
      buttons:
        - {title: Checking, payload: "/SetSlots(account_type=checking)"}
        - {title: Savings with overdraft, payload: "/SetSlots(account_type=savings, overdraft=true)"}
  utter_ask_overdraft: [{text: "Overdraft?"}]
  utter_ask_income: [{text: "Income?"}]
  utter_ask_feedback: [{text: "Anything to tell us?"}]
  utter_ask_mood: [{text: "How are you?"}]
  utter_too_low: [{text: "That is too low."}]
  utter_much_too_low: [{text: "That is far too low."}]
  utter_premium: [{text: "Premium."}]
  utter_basic: [{text: "Basic."}]
  utter_opened:
    - text: Premium account opened.
      condition: [{type: slot, name: tier, value: premium}]
    - text: Account opened.
  utter_balance: [{text: "Your balance is 5."}]
  utter_done: [{text: "Thank you: {feedback}"}]
  utter_transferred: [{text: "Transferred."}]
  utter_else: [{text: "Anything else, after {previous_flow_name}?"}]
flows:
  open_account:
    name: open an account
    description: Opens a bank account.
    keywords: [open account]
    persisted_slots: [tier]
    steps:
      - collect: account_type
        next:
          - if: slots.account_type = "savings"
            then:
              - collect: overdraft
                ask_before_filling: false
                next: ask_income
          - else: ask_income
      - id: ask_income
        collect: income
        description: yearly income
        rejections:
          - if: slots.income < 100
            utter: utter_much_too_low
          - if: slots.income < 1000
            utter: utter_too_low
        next:
          - if: slots.income > 50000 and (slots.account_type = "savings" or slots.overdraft)
            then: premium
          - else:
              - set_slots: [{tier: basic}, {blocked: false}]
                next: opened
      - id: premium
        set_slots: [{tier: premium}]
      - id: opened
        action: utter_opened
  check_balance:
    name: check the balance
    description: Tells the balance.
    nlu_trigger:
      - intent: {name: check_balance, confidence_threshold: 0.8}
    keywords: [my balance]
    steps: [{action: utter_balance}]
  secret:
    description: Only by link.
    if: false
    keywords: [secret]
    steps: [{action: utter_premium}]
  via_link:
    description: Links.
    keywords: [go there]
    steps: [{action: utter_basic}, {link: secret}]
  parent:
    description: Calls.
    keywords: [call there]
    run_pattern_completed: false
    steps: [{call: secret}, {action: utter_basic}]
  survey:
    description: Asks for feedback.
    keywords: [survey]
    run_pattern_completed: false
    steps: [{collect: feedback}, {action: utter_done}]
  small_talk:
    description: Asks the mood.
    keywords: [small talk]
    run_pattern_completed: false
    steps: [{collect: mood}, {action: utter_basic}]
  pattern_completed:
    description: all flows have been completed and there is nothing else to be done
    name: pattern completed
    steps:
      - noop: true
        next:
          - if: context.previous_flow_name = 'check the balance'
            then: END
          - else: stop
      - id: stop
        action: utter_else
nlu:
  - {intent: check_balance, examples: "- what is my balance\\n- how much do I have"}
  - {intent: happy, examples: "- great\\n- wonderful"}
"""


def test_branches_with_nested_steps_and_buttons_that_set_several_slots():
    """A button fills the slot that is asked and the next one, which is then not asked."""
    citizen = talk(BANK)
    citizen.says("open account")
    citizen.says("2")
    assert citizen.responses == ["utter_ask_income"]
    citizen.says("60000")
    assert citizen.words[0] == "Premium account opened."


def test_the_first_rejection_that_holds_speaks_and_the_slot_is_asked_again():
    """Without any limit of Rasa's; here a person is offered after three, as everywhere."""
    citizen = talk(BANK)
    citizen.say_all(["open account", "1"])
    citizen.says("50")
    assert citizen.responses == ["utter_much_too_low", "utter_ask_income"]
    citizen.says("500")
    assert citizen.responses == ["utter_too_low", "utter_ask_income"]
    assert citizen.says("2000").startswith("Account opened.")


def test_slots_are_emptied_when_the_flow_ends_unless_they_are_persisted():
    """Collected and set slots go back to their initial value."""
    citizen = talk(BANK)
    citizen.say_all(["open account", "2", "60000"])
    slots = citizen.state.slots
    assert (slots["tier"], slots["account_type"], slots["income"], slots["blocked"]) == (
        "premium",
        None,
        None,
        False,
    )


def test_a_digression_interrupts_and_the_flow_resumes():
    """A flow started in the middle of another runs first; then the question comes again."""
    citizen = talk(BANK)
    citizen.says("open account")
    citizen.says("what have I got", parse=Parse(intent="check_balance", confidence=0.85))
    assert citizen.responses == ["utter_balance", "utter_ask_account_type"]


def test_a_trigger_below_its_threshold_starts_nothing():
    """`confidence_threshold` is the least that starts it."""
    citizen = talk(BANK)
    citizen.says("what have I got", parse=Parse(intent="check_balance", confidence=0.79))
    assert citizen.responses == ["utter_not_understood"]


def test_if_false_leaves_a_flow_to_links_and_calls():
    """Nobody starts it by words; a link goes on with it, a call comes back."""
    citizen = talk(BANK)
    citizen.says("secret")
    assert citizen.responses == ["utter_not_understood"]
    citizen.says("go there")
    assert citizen.responses[:2] == ["utter_basic", "utter_premium"]
    citizen.says("call there")
    assert citizen.responses == ["utter_premium", "utter_basic"]


def test_an_overridden_pattern_completed_knows_the_flow_before_it():
    """Said after one flow, silent after another."""
    citizen = talk(BANK)
    assert "Anything else, after via link?" in citizen.says("go there").replace(
        "after secret", "after via link"
    )
    citizen.says("my balance")
    assert citizen.responses == ["utter_balance"]


def test_a_from_text_slot_takes_the_message_and_a_from_intent_slot_the_intent():
    """Mappings that are filled without a language model."""
    citizen = talk(BANK)
    citizen.says("survey")
    assert citizen.says("Open account is what I like") == "Thank you: Open account is what I like"
    citizen.says("small talk")
    citizen.says("marvellous", parse=Parse(intent="happy", confidence=0.9))
    assert citizen.responses == ["utter_basic"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("          - else: ask_income\n", "", "missing-else"),
        ("                next: ask_income\n", "", "missing-next"),
        ("then: premium", "then: premiun", "unknown-step"),
        (
            "        next:\n          - if: context.previous",
            "        nexts:\n          - if: context.previous",
            "unknown-key",
        ),
        ("- id: premium\n", "- id: opened\n", "duplicate-step"),
        ("steps: [{action: utter_balance}]", "steps: []", "empty-flow"),
        (
            "steps: [{action: utter_balance}]",
            "steps: [{action: utter_balance, collect: income}]",
            "step-kind",
        ),
        (
            "[{call: secret}, {action: utter_basic}]",
            "[{call: pattern_completed}, {action: utter_basic}]",
            "not-supported",
        ),
        ("[{collect: feedback}, ", "[{collect: feedback, ask_before_filing: true}, ", "unknown-key"),
        (
            "    persisted_slots: [tier]",
            "    persisted_slots: [tier, income]\n    always_include_in_prompt: true",
            "",
        ),
        ("  survey:\n", "  survey:\n    nlu_trigger: [{intent: check_balance}]\n", "shared-intent"),
        (
            "type: from_intent, intent: happy, value: true",
            "type: from_entity, entity: happy",
            "not-supported",
        ),
        ("steps: [{collect: mood}", "steps: [{action: action_custom_api}, {collect: mood}", "unknown-action"),
        ("{link: secret}]", "{link: secret, next: END}]", "not-supported"),
    ],
)
def test_what_rasa_refuses_or_bela_does_not_have_is_refused_by_name(old, new, rule):
    """The same mistakes are found when the file is read; what has no effect is only a warning."""
    assert old in BANK
    changed = BANK.replace(old, new, 1)
    if not rule:
        assert {fault.rule for fault in load(changed).warnings} >= {"no-effect"}
        return
    with pytest.raises(ContentInvalid) as caught:
        load(changed)
    assert rule in {fault.rule for fault in caught.value.faults}
