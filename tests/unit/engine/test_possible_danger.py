"""Words that may tell of danger: Bela asks once, only a clear "não" is one, and nothing is lost by it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.engine import effects, forgotten, stored_form
from bot.engine.conversation import Phase
from bot.engine.turn import TurnKind
from tests.talk import Talk

#: Taught to nobody, and no alarm; whatever it is called, it is worth a question.
MAYBE = "minha avó está com uma coisa estranha"
#: Up to the question for the age.
OPENING = ["oi", "sim", "Rita"]
QUESTION = "utter_ask_possible_danger"


@pytest.fixture
def asked(flows):
    """Somebody who is asked for the age has written it."""
    talk = Talk(flows)
    talk.say_all([*OPENING, MAYBE])
    assert talk.responses == [QUESTION]
    return talk


def test_the_question_names_both_numbers_and_two_answers(asked):
    said = asked.words[-1]
    assert "192" in said
    assert "188" in said
    assert said.endswith("1. Sim\n2. Não")


@pytest.mark.parametrize("no", ["não", "2", "nao, graças a Deus", "não, tô bem"])
def test_a_clear_no_leads_back_to_the_question_that_was_open(asked, no):
    asked.says(no)
    assert asked.responses == ["utter_no_danger", "utter_ask_idade"]
    assert asked.state.asking == "idade"
    assert asked.state.flags == ()
    assert [given.slot for given in asked.state.given] == ["consentimento", "nome"]


@pytest.mark.parametrize(
    "else_", ["sim", "1", "não sei", "não tô bem", "ela tá gelada", "voltar", "quero falar com alguém", "?"]
)
def test_anything_else_is_an_alarm(asked, else_):
    asked.says(else_)
    assert "utter_emergencia" in asked.responses
    assert asked.state.flags
    assert asked.effects_of(effects.Flagged)


def test_so_is_what_cannot_be_read(asked):
    asked.turn(TurnKind.unreadable, medium="audio")
    assert "utter_emergencia" in asked.responses


def test_so_is_silence(asked):
    asked.turn(TurnKind.silence, after=timedelta(minutes=2))
    assert "utter_emergencia" in asked.responses


def test_the_same_sign_is_not_asked_about_again(asked):
    asked.says("não")
    asked.says(MAYBE)
    assert QUESTION not in asked.responses


def test_the_first_message_of_a_room_is_greeted_after_a_no(flows):
    talk = Talk(flows)
    talk.says(MAYBE)
    assert talk.responses == [QUESTION]
    talk.says("não")
    assert talk.responses[:2] == ["utter_no_danger", "utter_boas_vindas"]


def test_what_the_words_answer_besides_is_kept(flows):
    """The age counts, and the next question follows."""
    talk = Talk(flows)
    talk.say_all([*OPENING, "67 anos, mas ela está muito parada"])
    assert talk.responses == [QUESTION]
    talk.says("não")
    assert talk.state.slots["idade"] == 67
    assert talk.state.asking == "municipio"


@pytest.mark.parametrize(
    ("answer", "told"),
    [("sim", "a pessoa disse que sim"), ("hum", "a pessoa não deu resposta clara")],
)
def test_the_team_reads_what_was_asked_and_answered(asked, answer, told):
    asked.says(answer)
    asked.says("não sei")
    asked.says("não sei")
    assert f'Talvez um sinal de perigo ("{MAYBE}": ' in asked.hand_off.note
    assert told in asked.hand_off.note


def test_the_team_reads_of_a_no_too(asked):
    asked.says("não")
    asked.says("quero falar com uma pessoa")
    assert "a pessoa disse que não" in asked.hand_off.note


def test_while_people_are_called_the_numbers_are_said_and_nothing_is_asked(flows):
    talk = Talk(flows)
    talk.say_all(["oi", "quero falar com uma pessoa"])
    talk.refuse()
    before = talk.state
    talk.says(MAYBE)
    assert talk.responses == ["utter_possible_danger_waiting"]
    assert (talk.state.phase, talk.state.asking) == (before.phase, before.asking)
    assert [one.words for one in talk.state.suspected] == [MAYBE]


def test_in_a_queue_they_are_said_once(flows):
    talk = Talk(flows)
    talk.say_all(["oi", "quero falar com uma pessoa"])
    talk.turn(TurnKind.queued)
    talk.says(MAYBE)
    assert talk.responses == ["utter_possible_danger_waiting"]
    assert talk.state.phase is Phase.queued
    talk.says(MAYBE)
    assert talk.responses == []


def test_a_person_who_talks_is_not_talked_over(flows):
    talk = Talk(flows)
    talk.say_all(["oi", "quero falar com uma pessoa"])
    talk.turn(TurnKind.handed_off)
    talk.says(MAYBE)
    assert talk.responses == []


def test_in_an_emergency_nothing_more_is_asked_about(flows):
    talk = Talk(flows)
    talk.say_all(["falta de ar", MAYBE])
    assert QUESTION not in talk.responses


def test_taught_words_in_a_question_of_somebody_are_asked_about_first(flows):
    """A false alarm would call a person; a missed one is worse: so it is asked."""
    talk = Talk(flows)
    talk.say_all([*OPENING, "eu queria saber qual a diferença de infarto e parada cardíaca?"])
    assert talk.responses == [QUESTION]
    assert [one.flag for one in talk.state.suspected] == ["parou_de_respirar"]


@pytest.mark.parametrize(
    ("language", "asks"), [("english", "Is it happening now"), ("español", "¿Está pasando ahora")]
)
def test_it_is_asked_in_the_language_of_the_person(flows, language, asks):
    talk = Talk(flows)
    talk.say_all([language, MAYBE])
    assert asks in talk.words[-1]


def test_words_that_were_doubted_go_with_the_answers_that_are_erased(asked):
    """They may quote any of them."""
    stored = stored_form.to_data(asked.state)
    assert MAYBE in json.dumps(stored, ensure_ascii=False)
    assert MAYBE not in json.dumps(forgotten.without(stored, {"nome"}), ensure_ascii=False)


def test_a_room_is_closed_only_where_nothing_sounds_like_despair(flows):
    """Whoever has enough may have enough of life; who only stops the questions is asked nothing."""
    talk = Talk(flows)
    talk.say_all([*OPENING, "cansei de tudo, quero acabar logo com isso"])
    assert talk.responses == [QUESTION]
    talk = Talk(flows)
    talk.say_all([*OPENING, "cansei das perguntas, encerra a conversa"])
    assert QUESTION not in talk.responses
