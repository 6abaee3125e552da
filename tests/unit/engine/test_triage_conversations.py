from __future__ import annotations

import pytest

from bot.engine import effects
from bot.engine.conversation import Phase

#: From the first word to the question about symptoms.
OPENING = ["oi", "sim", "Maria da Silva", "34", "fortaleza"]


def test_a_full_triage_takes_twelve_messages(talk):
    """From "oi" to the result a person with symptoms writes no more than twelve messages."""
    messages = [*OPENING, "febre e tosse", "2 dias", "normal", "38,2", "nenhum", "não", "não"]
    talk.say_all(messages)
    assert len(messages) == 12
    assert talk.classified.risk_class == "leve"
    assert "utter_resultado" in talk.responses


def test_a_light_case_gets_advice_and_no_human(talk):
    """Flu-like symptoms without risk end in advice, with 192 named, and the room stays with Bela."""
    said = talk.say_all([*OPENING, "coriza e tosse", "ontem", "normal", "36,8", "nenhum", "não", "não"])
    assert talk.classified.risk_class == "leve"
    assert talk.hand_off is None
    assert "192" in said
    assert talk.state.phase is Phase.talking


def test_a_moderate_case_goes_to_the_ordinary_department(talk):
    """Symptoms with a risk condition go to Atendimento, and the note tells why."""
    talk.say_all(["oi", "sim", "José", "67", "Sobral", "tosse", "3 dias", "normal", "37", "diabetes", "não"])
    assert talk.classified.risk_class == "moderado"
    assert talk.hand_off.department == "atendimento"
    assert {"idoso", "diabetes"} <= {reason.id for reason in talk.classified.reasons}
    assert "José · BELA-7K3M-94QD" in talk.hand_off.note
    assert "Problemas de saúde: Diabetes" in talk.hand_off.note
    assert talk.state.phase is Phase.handing_off


def test_the_reasons_told_are_those_of_the_result(talk):
    """What alone would have been milder is no reason for the citizen; the note names its rule to the agent."""
    said = talk.say_all(
        ["oi", "sim", "José", "67", "Sobral", "tosse", "3 dias", "normal", "37", "nenhum", "não"]
    )
    assert "Por quê: você tem 60 anos ou mais e está com sintomas." in said
    assert "• você tem 60 anos ou mais e está com sintomas [idoso]" in talk.hand_off.note
    assert "Outras regras: algum_sintoma" in talk.hand_off.note


def test_the_note_quotes_what_bela_really_said(talk):
    """Advice that was given, or the last words: never words that nobody heard."""
    talk.says("quero morrer")
    assert "A Bela disse: Sinto muito que você esteja passando por isso" in talk.hand_off.note
    assert "É grave" not in talk.hand_off.note


def test_the_note_leaves_out_passing_choices(talk):
    """An agent reads what was told of the person, not which menu was opened."""
    talk.say_all(["oi", "sim", "Maria", "34", "menu", "1", "fortaleza", "quero falar com uma pessoa"])
    assert "Idade: 34 anos" in talk.hand_off.note
    assert "Do que precisa" not in talk.hand_off.note
    assert "A Bela disse: Certo, vou chamar uma pessoa" in talk.hand_off.note


def test_difficult_breathing_alone_is_grave_whatever_else_is_said(talk):
    """Breathing difficulty outranks every reassuring answer (T29)."""
    talk.say_all([*OPENING, "coriza", "ontem"])
    said = talk.says("3")
    assert talk.hand_off.department == "urgencia"
    assert talk.classified.risk_class == "grave"
    assert "192" in said


def test_grave_words_at_the_first_message_lead_to_urgent_care_at_once(talk):
    """The first answer to "febre e falta de ar" names 192 and asks no more than it must."""
    said = talk.says("oi, tô com febre e falta de ar")
    assert "192" in said
    assert talk.state.asking == "idade"
    talk.says("45")
    talk.says("caucaia")
    assert talk.classified.risk_class == "grave"
    assert talk.hand_off.department == "urgencia"
    assert "Falta de ar" in talk.hand_off.note
    assert "Município: Caucaia" in talk.hand_off.note


@pytest.mark.parametrize(
    "words", ["nao consigo respirar", "dor no peito", "boca roxa", "minha mãe desmaiou", "to sem ar"]
)
@pytest.mark.parametrize("asked", range(6))
def test_a_red_flag_outranks_every_question(talk, words, asked):
    """Whatever is being asked, red-flag words bring 192 in the same turn."""
    talk.say_all([*OPENING, "tosse"][: asked + 1])
    said = talk.says(words)
    assert "192" in said
    assert talk.effects_of(effects.Flagged)
    assert talk.state.flags


def test_what_an_alarm_answers_besides_is_kept(talk):
    """Symptoms named in the same breath as a red flag reach the team."""
    talk.say_all(OPENING)
    talk.says("febre, tosse e falta de ar")
    assert set(talk.state.slots["sintomas"]) >= {"febre", "tosse"}


def test_unclear_answers_in_an_emergency_never_delay_the_hand_off(talk):
    """In the emergency flow a question is asked once; what was not understood counts as unknown."""
    talk.says("socorro nao consigo respirar")
    talk.says("???")
    talk.says("???")
    assert talk.hand_off.department == "urgencia"


def test_a_second_red_flag_skips_the_questions(talk):
    """Someone who cries for help again is handed off at once."""
    talk.says("nao consigo respirar")
    talk.says("minha boca está roxa")
    assert talk.hand_off.department == "urgencia"
    assert set(talk.state.flags) >= {"falta_de_ar", "labios_roxos"}


def test_words_of_suicide_choose_the_words_wherever_they_stand(talk):
    """In a message of many pages the first sign of the protocol, not of the message, decides what is said first."""
    said = talk.says("falta de ar " + "hoje fui na feira " * 400 + " quero morrer")
    assert "188" in said


def test_refusing_consent_still_leaves_help_open(talk):
    """Without consent nothing about health is asked, and 192 and the menu remain."""
    talk.says("oi")
    said = talk.says("não")
    assert "192" in said
    assert talk.state.asking == "menu"


def test_the_channels_own_name_is_not_asked_for(flows):
    """A visitor whose name the channel told is not asked for it."""
    from tests.talk import Talk

    talk = Talk(flows, name="Ana")
    talk.say_all(["oi", "sim"])
    assert talk.state.asking == "idade"


def test_consent_comes_before_the_first_question_about_health(talk):
    """Even someone who begins with symptoms is asked for consent first, unless it is an emergency."""
    talk.says("oi, tô com febre e tosse")
    assert talk.state.asking == "consentimento"
