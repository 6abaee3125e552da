"""The call that Bela offers where nobody answers a grave case: a telephone takes it up, once, and the team reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine import note, stored_form
from bot.engine.conversation import CallBack, Phase
from bot.engine.limits import HAND_OFF_RETRY
from bot.engine.turn import TurnKind
from tests.talk import Talk

PHONE = "(85) 98765-4321"


@pytest.fixture
def offered(flows):
    """A grave case that nobody answered: Bela has it again, and has offered a call."""
    talk = Talk(flows)
    talk.say_all(["oi, tô com febre e falta de ar", "45", "caucaia"])
    talk.turn(TurnKind.handed_off)
    talk.turn(TurnKind.unanswered)
    assert talk.state.call_back is CallBack.offered
    return talk


def test_a_telephone_takes_the_offer_up_with_one_word(offered):
    """The number is said back, and Bela goes on calling people at once after."""
    assert PHONE in offered.says("pode ligar no 85 98765 4321")
    assert offered.responses == ["utter_call_back_noted"]
    assert (offered.state.call_back, offered.state.phase) == (CallBack.asked, Phase.waiting)
    offered.says("85 98765-4321")
    assert offered.responses == ["utter_still_waiting"]


def test_the_team_reads_the_telephone_in_a_new_note(offered):
    """The note that stands in the room did not know it; the line of the transfer does not tell it."""
    offered.says("85987654321")
    offered.turn(TurnKind.silence, after=HAND_OFF_RETRY)
    assert f"*Pediu que a equipe ligue*: {PHONE}" in offered.hand_off.note
    assert "98765" not in offered.hand_off.comment
    offered.refuse()
    offered.turn(TurnKind.silence, after=HAND_OFF_RETRY)
    assert not offered.hand_off.note


def test_another_number_puts_the_first_right(offered):
    """It is said back, too, and only the newer one is kept."""
    offered.says("85987654321")
    assert "(88) 3222-1111" in offered.says("desculpe, é 88 3222 1111")
    assert offered.state.call_back_phone == "(88) 3222-1111"


def test_danger_beside_the_number_goes_first(offered):
    """192 and the urgent way; the number is kept for the team, and the new danger is watched from the beginning."""
    offered.says("85987654321 ela desmaiou")
    assert "192" in "\n".join(offered.words)
    assert "utter_call_back_noted" not in offered.responses
    assert (offered.state.call_back, offered.state.call_back_phone) == (CallBack.none, PHONE)


@pytest.mark.parametrize(
    "text", ["sim", "pode ligar", "quero que me liguem", "por favor", "pode ser nesse número", "98765-43"]
)
def test_a_yes_without_a_number_is_met_with_the_question_for_it(offered, text):
    """As often as it takes; the number that follows is noted, and until then people are called."""
    for _ in range(2):
        assert "192" in offered.says(text)
        assert offered.responses == ["utter_call_back_number"]
        assert (offered.state.call_back, offered.state.phase) == (CallBack.offered, Phase.waiting)
    assert PHONE in offered.says("85 98765 4321")
    assert offered.state.call_back is CallBack.asked


def test_a_yes_takes_the_number_that_the_channel_tells(offered):
    """On WhatsApp everybody has one; another one written afterwards puts it right."""
    offered.turn(TurnKind.text, text="sim", phone="5585987654321")
    assert PHONE in "\n".join(offered.words)
    assert (offered.state.call_back, offered.state.call_back_phone) == (CallBack.asked, PHONE)
    assert "(88) 3222-1111" in offered.says("melhor neste: 88 3222 1111")


@pytest.mark.parametrize("text", ["não", "não precisa ligar", "não tenho telefone"])
def test_who_wants_no_call_is_told_that_nobody_will(offered, text):
    """192 again; a telephone written later counts all the same."""
    assert "192" in offered.says(text)
    assert offered.responses == ["utter_call_back_declined"]
    assert PHONE in offered.says("então liga 85 98765 4321")


def test_danger_beside_the_yes_goes_first(offered):
    """No question for a number while somebody loses consciousness."""
    offered.says("sim, ela desmaiou")
    assert "utter_call_back_number" not in offered.responses
    assert "192" in "\n".join(offered.words)


def test_a_yes_once_people_have_the_room_again_is_answered_there(offered):
    """Bela took the room back for it: she asks, and calls people anew."""
    offered.turn(TurnKind.handed_off, after=timedelta(minutes=1))
    offered.says("sim")
    assert offered.responses == ["utter_call_back_number"]
    assert (offered.state.phase, offered.state.given_at) == (Phase.waiting, None)


@pytest.mark.parametrize(
    "text", ["vou ligar pro 192", "já liguei", "45", "moro na rua 7, casa 12", "desde 12/03/2026"]
)
def test_what_is_no_telephone_takes_nothing_up(offered, text):
    """Bela says that she goes on calling; the offer stands."""
    offered.says(text)
    assert offered.state.call_back is CallBack.offered


@pytest.mark.parametrize("text", ["85987654321"])
def test_a_telephone_that_nobody_asked_for_is_none(flows, text):
    """Before the offer a number is what it was: an answer, or nothing."""
    talk = Talk(flows)
    talk.say_all(["oi", text])
    assert (talk.state.call_back, talk.state.call_back_phone) == (CallBack.none, "")


def test_who_answers_after_all_ends_the_offer(offered):
    """A person wrote: no telephone is looked for any more."""
    offered.turn(TurnKind.handed_off)
    assert offered.state.wake_at == offered.now + HAND_OFF_RETRY
    offered.turn(TurnKind.answered)
    assert offered.state.call_back is CallBack.none
    assert offered.state.wake_at is None


def test_a_number_written_once_people_have_the_room_again_is_taken_up(offered):
    """Bela, who took the room back for it, confirms and calls people anew."""
    offered.turn(TurnKind.handed_off, after=timedelta(minutes=1))
    offered.says("987654321")
    assert offered.responses == ["utter_call_back_noted"]
    assert offered.state.call_back_phone == "98765-4321"
    assert (offered.state.phase, offered.state.given_at) == (Phase.waiting, None)


def test_a_conversation_stored_before_knows_of_no_call(offered):
    """What an earlier version stored is read as one without an offer."""
    data = stored_form.to_data(offered.state)
    older = {name: value for name, value in data.items() if not name.startswith("call_back")}
    read = stored_form.from_data({**older, "format": 3})
    assert (read.call_back, read.call_back_phone) == (CallBack.none, "")
    assert "ligue" not in note.write(offered.flows, read, person_code="BELA-7K3M-94QD")
