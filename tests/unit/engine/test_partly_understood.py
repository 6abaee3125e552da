"""Of a list the part that is understood is taken, and Bela asks once for the rest: no class comes from half an answer."""

from __future__ import annotations

import pytest

from bot.engine import effects
from bot.engine.conversation import Phase
from tests.small_flows import talk
from tests.talk import Talk, demo_flows

LIST = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no, allow_unknown: false}}
  sintomas:
    type: list
    label: Sintomas
    answer:
      type: multi_choice
      allow_unknown: true
      options:
        - {id: febre, label: Febre}
        - {id: tosse, label: Tosse, synonyms: [tosse seca]}
        - {id: corpo, label: Dor no corpo}
responses:
  utter_ask_sintomas: [{text: "O que sente?"}]
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_pronto: [{text: "Sintomas: {sintomas}."}]
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps: [{collect: sintomas}, {action: utter_pronto}]
"""


def asked(text: str = LIST) -> Talk:
    citizen = talk(text)
    citizen.says("triagem")
    return citizen


def test_what_is_understood_is_said_back_and_the_rest_is_quoted_above_the_options():
    citizen = asked()
    said = citizen.says("Febre e xyzw")
    assert 'Anotei: Febre. Mas não entendi isto: "xyzw".' in said
    assert "3. Dor no corpo" in said
    assert citizen.state.asking == "sintomas"
    assert citizen.state.slots["sintomas"] is None


@pytest.mark.parametrize("no", ["não", "nenhuma", "só isso", "não sei"])
def test_who_has_none_of_the_options_keeps_what_was_understood(no):
    citizen = asked()
    citizen.say_all(["febre e xyzw", no])
    assert citizen.responses == ["utter_pronto", "utter_ask_anything_else"]
    assert citizen.state.given[0].slot == "sintomas"
    assert "Sintomas: Febre." in citizen.words


@pytest.mark.parametrize("more", ["2", "tosse", "quis dizer tosse"])
def test_what_is_said_in_other_words_is_added(more):
    citizen = asked()
    citizen.say_all(["febre e xyzw", more])
    assert "Sintomas: Febre e Tosse." in citizen.words


def test_it_is_asked_once_and_then_what_is_understood_is_taken():
    citizen = asked()
    citizen.say_all(["febre e xyzw", "tosse e qwrt"])
    assert "Sintomas: Febre e Tosse." in citizen.words


def test_words_that_are_no_answer_to_it_count_like_any_others():
    """Three wrong answers lead to the offer of a person, and what was understood is not lost meanwhile."""
    citizen = asked()
    citizen.say_all(["febre e xyzw", "qwrt", "zzz", "plim"])
    assert citizen.state.asking == "padrao_quer_pessoa"
    citizen.say_all(["não", "só isso"])
    assert "Sintomas: Febre." in citizen.words


@pytest.mark.parametrize(
    "message",
    [
        "febre e tosse mesmo",
        "febre e tosse, obrigada",
        "febre, tosse e só",
        "oi, tenho febre e também muita tosse, por favor me ajude",
        "febre. tosse. tô com medo",
        "tosse, febre não",
        "febre e tosse desde que voltei da praia",
        "febre... e tosse 😷",
    ],
)
def test_filler_and_whatever_stands_beside_an_option_asks_nothing(message):
    citizen = asked()
    citizen.says(message)
    assert citizen.state.asking != "sintomas"


def test_other_facts_in_the_list_are_understood_and_not_asked_about():
    citizen = Talk(demo_flows(), name="Ana")
    citizen.say_all(["oi", "sim", "30", "caucaia"])
    citizen.says("febre de 39, tosse, há três dias")
    assert citizen.state.asking != "sintomas"


def test_the_admin_finds_the_words_among_those_that_were_not_understood():
    citizen = asked()
    citizen.says("febre e xyzw")
    assert citizen.effects_of(effects.Unanswered) == [
        effects.Unanswered(words="febre e xyzw", instead_of_answer=True)
    ]


def test_a_danger_sign_in_the_answer_to_it_is_an_alarm():
    citizen = asked()
    citizen.say_all(["febre e xyzw", "estou com falta de ar"])
    assert citizen.state.phase is Phase.handing_off
    assert citizen.state.flags == ("ar",)


def test_a_topic_asked_meanwhile_is_answered_and_the_question_comes_again_with_what_is_known():
    citizen = Talk(demo_flows(), name="Ana")
    citizen.say_all(["oi", "sim", "30", "caucaia", "febre e xyzw"])
    citizen.says("quanto tempo fico isolado?")
    assert citizen.responses[-1] == "utter_ask_further_sintomas"
    citizen.says("só isso")
    assert citizen.state.slots["sintomas"] == ["febre"]


def test_long_words_are_quoted_as_far_as_people_read():
    citizen = asked()
    said = citizen.says("febre e " + "xyzw " * 60)
    assert f'"{("xyzw " * 16)[:79]}…"' in said


def test_braces_in_what_was_written_are_no_names_of_the_text():
    assert '"{samu} xyzw"' in asked().says("febre e {samu} xyzw")


OWN = """
  pattern_partly_understood:
    description: Com outras palavras.
    steps:
      - action: utter_calma
      - action: action_ask_question
      - action: action_listen
"""


def test_a_pack_words_it_and_may_say_something_before():
    citizen = asked(
        LIST.replace(
            "  utter_pronto:",
            '  utter_calma: [{text: "Calma."}]\n  utter_partly_understood_sintomas: [{text: "E isto: {trecho}?"}]\n  utter_pronto:',
        )
        + OWN
    )
    assert citizen.says("febre e xyzw").splitlines()[:2] == ["Calma.", "E isto: xyzw?"]
