"""A class never rests on a fact told in passing before what that fact calls for was asked."""

from __future__ import annotations

import pytest

from bot.engine import effects
from tests.talk import Talk, demo_flows


@pytest.fixture
def well() -> Talk:
    """Somebody of 30 without symptoms, who breathes well."""
    talk = Talk(demo_flows(), name="Ana")
    talk.say_all(["oi", "sim", "30", "caucaia", "nenhum", "normal"])
    assert talk.state.asking == "exposicao"
    return talk


def test_who_tells_of_a_fever_in_passing_is_asked_what_is_asked_of_a_fever(well):
    well.says("não, e medi 38 graus")
    asked = [well.state.asking]
    for answer in ("ontem", "nenhum"):
        well.says(answer)
        asked.append(well.state.asking)
    assert asked == ["dias_sintomas", "condicoes", "gestante"]
    assert not well.effects_of(effects.Classified)
    well.says("2")
    assert well.classified.risk_class == "moderado"
    assert "gravida" in well.state.assessment.rules


def test_what_was_taken_over_is_said_back_before_the_further_question(well):
    well.says("não, e medi 38 graus")
    assert "38" in well.words[-2]


def test_a_list_told_in_passing_is_asked_for_where_the_rest_leads_to_it(well):
    well.says("não, e medi 38 graus e tenho doença nos rins")
    well.says("ontem")
    assert well.state.asking == "condicoes"
    well.says("só isso")
    assert well.state.slots["condicoes"] == ["rins"]


def test_what_leads_to_no_question_is_counted_at_once(well):
    well.says("não, e medi 36,5 graus")
    assert well.classified.risk_class == "sem_sinais"
    assert well.state.slots["temperatura"] == pytest.approx(36.5)


def test_in_an_emergency_nothing_more_is_asked(well):
    well.says("medi 38 graus e não consigo respirar")
    assert well.classified.risk_class == "grave"
    assert well.effects_of(effects.HandOff)
