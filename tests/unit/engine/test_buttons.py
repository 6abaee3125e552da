"""What a numbered line sets, starts or answers."""

from __future__ import annotations

import pytest

from bot.content import payloads
from bot.content.domain import SlotType
from bot.content.errors import ContentInvalid
from tests.small_flows import FRAME, flows, load, talk
from tests.talk import Talk

BUTTONS = """
slots:
  febre: {type: bool, label: Febre}
  dias: {type: float, label: Dias, answer: {type: number, min: 0, max: 100, whole: true}}
  cidade: {type: text, label: Cidade}
  sintomas:
    type: list
    label: Sintomas
    answer: {type: multi_choice, options: [{id: tosse, label: Tosse}, {id: febre, label: Febre}]}
  livre: {type: any, label: Livre, mappings: [{type: from_text}]}
responses:
  utter_ask_livre: [{text: "Conte."}]
  utter_ask_dias:
    - text: Há quantos dias?
      buttons:
        - {title: Desde ontem em Sobral, payload: "/SetSlots(dias=1, cidade=Sobral, sintomas=[tosse, febre])"}
        - {title: Não sei, payload: "/SetSlots(cidade=null, dias=3.0)"}
  utter_fim: [{text: "Fim: {dias}, {cidade}, {sintomas}, {livre}."}]
flows:
  pedido:
    description: Pergunta.
    keywords: [fazer pedido]
    persisted_slots: [dias]
    run_pattern_completed: false
    steps: [{collect: dias}, {action: utter_fim}]
  relato:
    description: Ouve.
    keywords: [fazer relato]
    run_pattern_completed: false
    steps: [{collect: livre}, {action: utter_fim}]
"""


def test_one_line_sets_several_slots_and_answers_the_question():
    """The other slots are filled first, so that what follows the answer knows them; numbers are numbers."""
    citizen = talk(BUTTONS)
    citizen.says("fazer pedido")
    assert "Fim: 1, Sobral, Tosse e Febre, ." in citizen.says("1")
    assert citizen.state.slots["dias"] == 1


def test_null_empties_a_slot():
    """`null`, `none` and `undefined` mean nothing, in any case."""
    citizen = talk(BUTTONS)
    citizen.says("fazer pedido")
    assert "Fim: 3, , , ." in citizen.says("2")


def test_a_typed_payload_is_words_like_any_other():
    """Nobody fills slots by writing what buttons say."""
    citizen = talk(BUTTONS)
    citizen.says("/SetSlots(dias=50, cidade=Lá)")
    assert citizen.state.slots.get("dias") is None


@pytest.mark.parametrize(
    ("payload", "rule"),
    [
        ("/SetSlots(dias)", "broken-payload"),
        ("/SetSlots dias=1", "broken-payload"),
        ("/SetSlots(sintomas=[tosse)", "broken-payload"),
        ("/SetSlots()", "broken-payload"),
        ("/SetSlots(diaz=1)", "unknown-slot"),
        ("/SetSlots(dias=1, cidadee=Sobral)", "unknown-slot"),
        ("/SetSlots(sintomas=[tosse, tose])", "unknown-option"),
        ("/SetSlots(" + ", ".join(f"a{number}=1" for number in range(11)) + ")", "too-much"),
    ],
)
def test_a_payload_that_cannot_be_meant_is_refused(payload, rule):
    """Each slot of it and each option are looked for."""
    broken = BUTTONS.replace('"/SetSlots(cidade=null, dias=3.0)"', f'"{payload}"')
    with pytest.raises(ContentInvalid) as caught:
        load(broken)
    assert rule in {fault.rule for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("true", SlotType.bool, True),
        ("FALSE", SlotType.bool, False),
        ("true", SlotType.text, "true"),
        ("38.5", SlotType.float, 38.5),
        ("38", SlotType.float, 38),
        ("muito", SlotType.float, "muito"),
        ("'a b'", SlotType.text, "a b"),
        ("a", SlotType.list, ["a"]),
        ("[a, 'b c']", SlotType.list, ["a", "b c"]),
        ("undefined", SlotType.any, None),
    ],
)
def test_values_are_read_by_the_type_of_the_slot(written, kind, value):
    """As Rasa does: a text slot keeps the text."""
    assert payloads.value(written, kind) == value


def test_a_slot_from_text_takes_the_whole_message():
    """`from_text` without `answer` holds the words as they stand, whatever the slot's type."""
    citizen = talk(BUTTONS)
    citizen.says("fazer relato")
    assert "3 dias de febre, em Sobral." in citizen.says("3 dias de febre, em Sobral.")


EARLY = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no, about: [febre]}}
  idade: {type: float, label: Idade, answer: {type: age}MAPPED}
responses:
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_ask_idade: [{text: "Quantos anos?"}]
flows:
  pedido:
    description: Pergunta.
    keywords: [fazer pedido]
    run_pattern_completed: false
    steps: [{collect: febre}, {collect: idade}, {action: utter_conselho}]
"""


@pytest.mark.parametrize(
    ("mapped", "asked"),
    [("", False), (", mappings: [{type: from_llm}]", False), (", mappings: [{type: from_text}]", True)],
)
def test_a_slot_from_text_is_filled_by_nothing_said_before_its_question(mapped, asked):
    """What is told unasked fills the others, and the question is not asked."""
    frame = FRAME.replace("slots.febre = true", "slots.idade >= 60")
    citizen = Talk(flows(EARLY.replace("MAPPED", mapped), frame=frame))
    citizen.say_all(["oi", "fazer pedido", "sim, tenho 70 anos"])
    assert ("utter_ask_idade" in citizen.responses) is asked
