"""Several facts in one sentence fill several slots; what was told is not asked again, and a calm word hides no danger."""

from __future__ import annotations

import pytest

from bot.engine import effects
from tests.talk import Talk, demo_flows


def begun(first: str = "oi", name: str | None = "Ana") -> Talk:
    talk = Talk(demo_flows(), name=name)
    talk.say_all([first, "sim"])
    return talk


def remembered(talk: Talk) -> dict:
    return {effect.slot: effect.value for effect in talk.effects_of(effects.Remember)}


class TestFirstMessage:
    def test_nothing_told_before_the_consent_is_remembered_before_it(self):
        talk = Talk(demo_flows(), name="Ana")
        talk.says("tenho 67 anos e tô com tosse desde ontem")
        assert remembered(talk) == {}
        assert talk.state.slots.get("idade") is None
        assert "utter_privacidade" in talk.responses

    def test_what_was_told_is_remembered_after_the_consent_and_not_asked(self):
        talk = Talk(demo_flows(), name="Ana")
        talk.says("tenho 67 anos e tô com tosse desde ontem")
        talk.says("sim")
        assert remembered(talk)["idade"] == 67
        assert talk.state.asking == "municipio"
        assert "Idade: 67 anos" in talk.words[-2]

    def test_what_was_told_counts_for_nothing_without_consent(self):
        talk = Talk(demo_flows(), name="Ana")
        talk.says("tenho 67 anos e tô com tosse desde ontem")
        talk.says("não")
        assert remembered(talk) == {"consentimento": False}
        assert talk.classified is None


class TestLists:
    def test_a_symptom_told_early_is_said_back_and_the_others_are_asked_for(self):
        talk = begun("tô com tosse e febre")
        talk.say_all(["30", "caucaia"])
        assert talk.state.asking == "sintomas"
        assert "Febre ou calafrio e Tosse" in talk.words[-1]

    @pytest.mark.parametrize("answer", ["só isso", "não", "mais nada"])
    def test_nothing_more_keeps_what_was_told(self, answer):
        talk = begun("tô com tosse e febre")
        talk.say_all(["30", "caucaia", answer])
        assert talk.state.slots["sintomas"] == ["febre", "tosse"]

    def test_a_further_symptom_joins_those_told_before(self):
        talk = begun("tô com tosse")
        talk.say_all(["30", "caucaia", "dor de garganta"])
        assert talk.state.slots["sintomas"] == ["tosse", "garganta"]

    def test_not_knowing_of_more_keeps_what_was_told(self):
        talk = begun("tô com tosse")
        talk.say_all(["30", "caucaia", "não sei"])
        assert talk.state.slots["sintomas"] == ["tosse"]

    def test_a_symptom_told_later_is_added(self):
        talk = begun()
        talk.say_all(["30", "caucaia", "tosse", "2 dias", "normal"])
        talk.says("38, e tô com dor de garganta também")
        assert talk.state.slots["sintomas"] == ["tosse", "garganta"]
        assert talk.state.slots["temperatura"] == 38
        assert talk.state.asking == "condicoes"


class TestSeveralFacts:
    def test_an_answer_may_tell_the_next_answers_too(self):
        talk = begun()
        talk.says("tenho 61 e moro em Caucaia")
        assert talk.state.slots["municipio"] == "Caucaia"
        assert talk.state.asking == "sintomas"

    def test_a_fact_that_is_not_asked_is_heard_and_the_question_stays(self):
        talk = begun()
        talk.says("tô com dor de garganta")
        assert talk.state.asking == "idade"
        assert talk.responses == ["utter_understood_besides", "utter_ask_idade"]
        assert talk.state.attempts == 0

    @pytest.mark.parametrize(
        "message",
        [
            "respiro normal",
            "não tô grávida",
            "se eu tiver febre?",
            "febre é sintoma?",
            "tive febre ano passado",
        ],
    )
    def test_what_would_calm_is_asked_for_and_what_is_not_so_is_not_taken(self, message):
        talk = begun()
        talk.says(message)
        assert dict(talk.state.told) == {}

    def test_a_red_flag_message_keeps_its_other_facts_for_the_team(self):
        talk = Talk(demo_flows(), name="Ana")
        talk.says("minha mãe tem 80 anos, tá com febre de 39 e falta de ar")
        assert talk.state.asking == "municipio"
        talk.says("caucaia")
        assert talk.classified is not None
        assert talk.classified.inputs["temperatura"] == 39
        assert talk.classified.risk_class == "grave"


class TestCorrections:
    def test_an_earlier_answer_is_put_right_and_the_pending_question_stays(self):
        talk = begun()
        talk.say_all(["30", "caucaia", "tosse", "9 dias", "normal"])
        talk.says("errei, são 3 dias")
        assert talk.state.slots["dias_sintomas"] == 3
        assert talk.state.asking == "temperatura"
        assert "Dias desde o primeiro sintoma: 3 dias" in talk.words[0]

    def test_an_age_put_right_is_the_age_that_counts(self):
        talk = begun()
        talk.say_all(["37", "caucaia"])
        talk.says("na verdade tenho 57")
        assert talk.state.slots["idade"] == 57
        assert talk.state.asking == "sintomas"

    def test_the_last_of_two_values_is_the_answer(self):
        talk = begun()
        talk.says("45 ops 54")
        assert talk.state.slots["idade"] == 54


def test_the_months_of_a_baby_are_said_as_months():
    talk = begun("meu bebê de 8 meses tá com tosse")
    assert talk.state.slots["idade"] == pytest.approx(0.67)
    assert "Idade: 8 meses" in talk.words[-2]
