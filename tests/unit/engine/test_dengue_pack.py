"""The second pack through the same engine: nothing in the program is about one disease."""

from __future__ import annotations

import re

import pytest

import config
from bot.content import loading
from bot.engine import preparing
from bot.engine.conversation import Phase
from tests.talk import ROOT, Talk

DEPLOYMENT = config.load(ROOT / "config" / "demo-dengue", environment={})
FLOWS = preparing.prepare(
    loading.load(DEPLOYMENT.content, departments=[department.id for department in DEPLOYMENT.departments]),
    DEPLOYMENT,
)
OPENING = ("oi", "sim", "Ana", "34", "fortaleza")


@pytest.fixture
def talk():
    return Talk(FLOWS)


def test_a_deployment_picks_its_pack_by_setting(talk):
    """Another folder of settings, and Bela speaks of another disease in another city's name."""
    said = talk.says("oi")
    assert "Prefeitura de Lagoa Clara para a dengue" in said


def test_a_light_case_goes_to_the_health_post_with_advice(talk):
    """Group A: drink, rest, no aspirin, and the day to come back; the room stays with Bela."""
    said = talk.say_all(
        [*OPENING, "nenhum", "febre e dor no corpo", "2 dias", "38,5", "nenhum", "não", "não", "sim"]
    )
    assert talk.classified.risk_class == "leve"
    assert talk.classified.protocol == "dengue"
    assert talk.hand_off is None
    assert "Nada de AAS" in said
    assert "192" in said


def test_group_b_is_examined_today(talk):
    """A pregnant woman with fever goes to Atendimento, and the note names the rule."""
    talk.say_all([*OPENING, "nenhum", "febre", "2 dias", "38", "nenhum", "grávida", "não", "sim"])
    assert talk.classified.risk_class == "moderado"
    assert talk.hand_off.department == "atendimento"
    assert "[gravida]" in talk.hand_off.note


@pytest.mark.parametrize(
    ("words", "risk_class"),
    [("1", "alarme"), ("2, 3", "alarme"), ("8", "grave"), ("gengiva sangrando", "alarme")],
)
def test_an_alarm_sign_skips_all_other_questions(talk, words, risk_class):
    """Group C and D go to urgent care at once, whether told by number or in words."""
    talk.say_all(OPENING)
    said = talk.says(words)
    assert "192" in said
    assert talk.classified.risk_class == risk_class
    assert talk.hand_off.department == "urgencia"
    assert talk.state.phase is Phase.handing_off


def test_an_alarm_sign_at_the_first_message_is_urgent(talk):
    """Before consent and before any question: where to go comes first."""
    said = talk.says("minha filha ta com dengue e vomitando sem parar")
    assert said.startswith("*Vá agora à UPA")
    talk.say_all(["7", "sobral"])
    assert talk.classified.risk_class == "alarme"


def test_a_digression_is_answered_and_the_question_comes_again(talk):
    """A question about aspirin in the middle of the triage is answered after the pack's own book."""
    talk.say_all([*OPENING, "nenhum"])
    said = talk.says("posso tomar aas?")
    assert "não tome" in said
    assert talk.state.asking == "sintomas"


def test_the_program_knows_no_disease():
    """No module that reads, understands or decides names a class, symptom or disease of one pack."""
    words = re.compile(r"""["'](?:grave|moderado|leve|sem_sinais|sintomas|respiracao|covid19|dengue)["']""")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("content", "engine", "runtime", "understanding", "vignettes")
        for path in sorted((ROOT / "bot" / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if words.search(line) and "#:" not in line
    ]
    assert found == []
