from __future__ import annotations

import pytest

from bot.engine import effects
from bot.engine.turn import Parse, TurnKind
from tests.few_questions import asking
from tests.small_flows import talk


def test_a_picture_answers_the_question_for_one():
    """It is no message that cannot be read; words are."""
    citizen = asking("collect: foto")
    citizen.says("aqui está")
    assert citizen.responses == ["utter_invalid_attachment"]
    citizen.turn(TurnKind.unreadable, medium="image", file="image/jpeg, 53211 bytes, F1")
    assert citizen.state.slots["foto"] == "image"
    (remembered,) = [effect for effect in citizen.effects if isinstance(effect, effects.Remember)]
    assert (remembered.value, remembered.file) == ("image", "image/jpeg, 53211 bytes, F1")
    assert citizen.responses == ["utter_conselho"]


def test_the_team_reads_which_file_was_sent():
    """The note names its type, its size and its id, so that nobody searches the room for it."""
    citizen = asking("collect: foto", "handoff: {department: urgencia}")
    citizen.turn(TurnKind.unreadable, medium="image", file="image/jpeg, 53211 bytes, F1")
    assert citizen.hand_off is not None
    assert "Foto: image (image/jpeg, 53211 bytes, F1)" in citizen.hand_off.note


@pytest.mark.parametrize("place", [{"location": (-3.731862, -38.52667)}, {}])
def test_a_shared_place_answers_the_question_for_one(place):
    """With its coordinates; a place without any cannot be read."""
    citizen = asking("collect: onde")
    citizen.turn(TurnKind.unreadable, medium="location", **place)
    assert citizen.state.slots["onde"] == ("-3.731862,-38.526670" if place else None)


def test_a_place_may_be_said_in_words():
    """A municipality of the deployment will do."""
    citizen = asking("collect: onde")
    citizen.says("moro em sobral")
    assert citizen.state.slots["onde"] == "Sobral"


@pytest.mark.parametrize(
    ("said", "whom"), [("pra minha mãe", "mãe"), ("é pra mim mesmo", "eu"), ("meu vizinho", "vizinho")]
)
def test_whom_it_is_about_is_read(said, whom):
    """Oneself or somebody else, by what they are to the person who writes."""
    citizen = asking("collect: quem")
    citizen.says(said)
    assert citizen.state.slots["quem"] == whom


def test_whom_it_is_about_may_be_said_unasked():
    """It is kept, told back, and the pending question comes again."""
    citizen = asking("collect: dias")
    said = citizen.says("é para minha mãe")
    assert citizen.state.slots["quem"] == "mãe"
    assert "mãe" in said
    assert citizen.responses[-1] == "utter_ask_dias"


def test_an_intent_may_answer_a_question():
    """Rasa's `from_intent` mapping fills the slot that is asked for."""
    citizen = talk("""
slots:
  febre: {type: bool}
  alegre: {type: bool, mappings: [{type: from_intent, intent: animado, value: true}]}
responses:
  utter_ask_alegre: [{text: "Tudo bem?"}]
flows:
  conversa:
    description: Pergunta.
    keywords: [conversar]
    run_pattern_completed: false
    persisted_slots: [alegre]
    steps:
      - collect: alegre
      - action: utter_conselho
nlu:
  - {intent: animado, examples: "- tudo ótimo"}
""")
    citizen.says("conversar")
    citizen.says("xyzzy plugh", parse=Parse(intent="animado", confidence=0.9))
    assert citizen.state.slots["alegre"] is True
