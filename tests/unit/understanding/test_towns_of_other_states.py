"""A town of the same name in another state is not taken for the deployment's."""

from __future__ import annotations

import pytest

from bot.engine.turn import TurnKind
from bot.understanding import area_codes, readings
from bot.understanding.answers import municipality
from config import territory
from tests import answer_samples as reading
from tests.talk import Talk, demo_flows

QUITERIA = municipality.MunicipalityIndex([("Santa Quitéria", ()), ("Sobral", ())], state="CE")


def test_every_area_code_of_brazil_has_its_state() -> None:
    """The plan has 67 area codes, and every state at least one."""
    assert len(area_codes.STATES) == 67
    assert set(area_codes.STATES.values()) == set(territory.STATES) == set(municipality.STATES)


@pytest.mark.parametrize(("phone", "state"), [
    ("+55 (85) 98888-7777", "CE"), ("558833330100", "CE"), ("(98) 9 8888-7777", "MA"), ("098 98888-7777", "MA"),
    ("55 99999-8888", "RS"), ("+55 55 99999-8888", "RS"), ("0055 61 3333-0100", "DF"),
    ("+1 202 555 0100", ""), ("98888-7777", ""), ("(20) 98888-7777", ""), ("", ""), (None, ""),
])  # fmt: skip
def test_the_state_of_a_telephone_is_told_by_its_area_code(phone: str | None, state: str) -> None:
    """However the number is written; foreign numbers and those without an area code are of no state."""
    assert area_codes.state(phone) == state


@pytest.mark.parametrize("message", [
    "Santa Quitéria, MA", "santa quiteria-ma", "moro em Santa Quitéria do Maranhão", "Santa Quitéria (Maranhão)",
    "santa quiteria no estado do pará", "santa quitéria ma",
])  # fmt: skip
def test_a_town_with_another_states_name_behind_it_is_asked_back(message: str) -> None:
    """Nobody is sent to the town of the same name that is meant least."""
    assert reading.candidates(QUITERIA.find(message)) == ["Santa Quitéria"]


@pytest.mark.parametrize(
    "message", ["Santa Quitéria rs", "Santa Quitéria, CE", "moro em Santa Quitéria no Ceará"]
)
def test_the_own_state_and_laughter_are_no_other_state(message: str) -> None:
    """ "rs" laughs, and the deployment's own state says what was taken anyway."""
    assert QUITERIA.find(message) == readings.Read("Santa Quitéria")


def test_a_telephone_from_another_state_makes_the_town_said_back() -> None:
    """A name spelt right is taken and said back; a guessed one is asked back."""
    assert QUITERIA.find("Santa Quitéria", phone_state="CE") == readings.Read("Santa Quitéria")
    assert QUITERIA.find("Santa Quitéria", phone_state="MA") == readings.Read(
        "Santa Quitéria", corrected=True
    )
    assert QUITERIA.find("Sobrau", phone_state="CE") == readings.Read("Sobral", corrected=True)
    assert reading.candidates(QUITERIA.find("Sobrau", phone_state="MA")) == ["Sobral"]


@pytest.mark.parametrize(("state", "town"), [("CE", "Sobral"), ("", "Sobral"), ("PB", "desconhecido")])
def test_the_conversation_knows_the_telephones_state(state: str, town: str) -> None:
    """In an emergency nobody is asked twice: a guess at a town that may be another state's is left to the team."""
    citizen = Talk(demo_flows())
    citizen.say_all(["estou com os lábios roxos e muita falta de ar", "40 anos"])
    assert citizen.state.asking == "municipio"
    citizen.turn(TurnKind.text, text="sobrau", phone_state=state)
    assert citizen.state.slots["municipio"] == town
