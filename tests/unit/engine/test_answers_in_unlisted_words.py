"""An answer that no rule reads is weighed by its words: taken where it is sure, said back, and else asked again."""

from __future__ import annotations

import pytest

from bot.content.errors import ContentInvalid
from bot.engine import weighing
from tests.small_flows import load, talk
from tests.talk import Talk

PACK = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no, allow_unknown: false}}
  respiracao:
    type: categorical
    label: Respiração
    answer:
      type: choice
      options:
        - {id: boa, label: Boa}
        - {id: ruim, label: Ruim}
responses:
  utter_ask_respiracao: [{text: "Como respira?"}]
  utter_pronto: [{text: "Respiração: {respiracao}."}]
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps: [{collect: respiracao}, {action: utter_pronto}]
"""
EXAMPLES = """
answers:
  respiracao:
    boa: |
      - encho o peito sem esforço
      - durmo tranquila a noite inteira
    ruim: |
      - fico puxando o vento para dentro
      - o vento não chega no pulmão
"""


def asked(text: str) -> Talk:
    citizen = talk(text)
    citizen.says("triagem")
    return citizen


def test_words_like_an_example_are_the_answer():
    citizen = asked(PACK + EXAMPLES)
    assert "Respiração: Ruim." in citizen.says("o vento não me chega")


def test_without_examples_they_are_asked_about_again():
    citizen = asked(PACK)
    citizen.says("o vento não me chega")
    assert citizen.state.asking == "respiracao"


@pytest.mark.parametrize(
    "words", ["o vento não me chega?", "quem puxa o vento para dentro", "meu tio ganhou na loteria"]
)
def test_a_question_and_what_is_like_no_example_are_asked_about_again(words):
    citizen = asked(PACK + EXAMPLES)
    citizen.says(words)
    assert citizen.state.asking == "respiracao"


def _at(flows, question: str, *answers: str) -> Talk:
    """A triage of the COVID-19 pack up to a question."""
    citizen = Talk(flows)
    citizen.say_all(["oi", "sim", "Rita", "44", "Sobral", *answers])
    assert citizen.state.asking == question, citizen.transcript
    return citizen


def test_what_was_weighed_is_said_back(flows):
    citizen = _at(flows, "respiracao", "tosse", "2 dias")
    words = citizen.says("ando até a venda e preciso parar para descansar")
    assert citizen.state.slots["respiracao"] == "cansaco"
    assert "Anotei: Respiração: Canso fácil quando ando ou faço esforço." in words


def test_a_list_takes_what_is_likely_and_asks_for_the_rest(flows):
    citizen = _at(flows, "sintomas")
    citizen.says("não paro de assoar esse nariz, xyzw qwrt")
    assert citizen.state.told["sintomas"] == ["coriza"]
    assert citizen.state.asking == "sintomas"
    assert "xyzw qwrt" in citizen.words[-1]


def test_a_listed_and_a_likely_item_are_both_taken(flows):
    citizen = _at(flows, "sintomas")
    citizen.says("febre e não paro de assoar esse nariz")
    assert citizen.state.slots["sintomas"] == ["febre", "coriza"]


def test_the_consent_is_never_weighed(flows):
    assert "consentimento" not in flows.weighable
    citizen = Talk(flows)
    citizen.say_all(["oi", "infelizmente confirmo"])
    assert citizen.state.asking == "consentimento"


@pytest.mark.parametrize(
    ("question", "calm", "grave"),
    [("exposicao", "nao", "sim"), ("respiracao", "normal", "dificil"), ("respiracao", "cansaco", "dificil"),
     ("sintomas", "nenhum", "tosse"), ("gestante", "nao", "gravida"), ("exposicao", "desconhecido", "sim")],
)  # fmt: skip
def test_the_protocol_says_which_answer_is_the_graver(flows, question, calm, grave):
    graver = flows.weighable[question].graver
    assert grave in graver[calm]
    assert calm not in graver.get(grave, ())


def test_the_calmer_of_two_answers_needs_more_than_the_graver(flows):
    question = flows.weighable["respiracao"]
    between = {"normal": 6.0, "dificil": 0.0}, {"dificil": 6.0, "normal": 0.0}
    assert [weighing.sure(question, odds) for odds in between] == [None, "dificil"]


def test_danger_is_asked_about_although_an_answer_is_likely(flows):
    """A reading by likeness hides no doubt."""
    citizen = _at(flows, "respiracao", "tosse", "2 dias")
    citizen.says("tem uma coisa ruim no meu pai quando ele sobe a ladeira e precisa parar")
    assert citizen.responses == ["utter_ask_possible_danger"] or citizen.state.slots["alerta"]


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        ("answers: {respirasao: {boa: '- bem'}}", "você quis dizer"),
        ("answers: {respiracao: {otima: '- bem'}}", 'a resposta de "respiracao" "otima" não existe'),
        ("answers: {respiracao: [bem]}", "esperava um mapa"),
        ("answers: {respiracao: {boa: [bem]}}", "esperava exemplos"),
    ],
)
def test_examples_that_belong_to_no_answer_are_refused(examples, told):
    with pytest.raises(ContentInvalid, match=told):
        load(PACK + examples)
