"""An answer that no rule reads is weighed by its words: taken where it is sure, said back, and else asked again."""

from __future__ import annotations

import pytest

from bot.content.errors import ContentInvalid
from bot.engine import weighing
from bot.understanding import readings
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


def test_what_all_words_say_counts_before_a_listed_word_in_them(flows):
    """ "Difícil" alone names the gravest option."""
    citizen = _at(flows, "respiracao", "tosse", "2 dias")
    citizen.says("é só pra subir a ladeira que fica um pouco difícil")
    assert citizen.state.slots["respiracao"] == "cansaco"


def test_a_calmer_reading_than_a_listed_word_needs_yet_more_or_is_asked_again(flows):
    question = flows.weighable["respiracao"]
    answer = flows.content.slots["respiracao"].answer
    grave = readings.Read("dificil")
    taken = [
        weighing.instead(question, answer, grave, {"normal": ahead, "dificil": 0.0})
        for ahead in (5.0, 9.0, 12.0)
    ]
    assert taken == [None, readings.UNCLEAR, readings.Read("normal")]


def test_a_doubt_whether_it_is_danger_is_asked_as_if_the_answer_had_not_been_understood(flows):
    """Danger that is a little likely is asked about only where nothing else was understood."""
    words = "tô toda dolorida, parece que fui pisoteada"
    question = flows.weighable["sintomas"]
    assert weighing.sure(question, flows.answer_odds.weighed(words, question)) == "dor_no_corpo"
    assert flows.scanner.doubt(words, asking="sintomas", understood=True) is None
    citizen = _at(flows, "sintomas")
    citizen.says(words)
    assert citizen.responses[-1] == "utter_ask_possible_danger"


def test_beside_an_alarm_the_answer_is_kept_for_the_team(flows):
    citizen = _at(flows, "respiracao", "tosse", "2 dias")
    citizen.says("sem conseguir respirar, puxo e não vem nada nem deitada")
    assert citizen.state.flags
    assert citizen.state.slots["respiracao"] == "dificil"


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


NUMBER = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no, allow_unknown: false}}
  oxigenio: {type: float, label: Oxigênio, answer: {type: number, min: 50, max: 100, allow_unknown: true}}
responses:
  utter_ask_oxigenio: [{text: "Tem oxímetro? Quanto marcou?"}]
  utter_pronto: [{text: "Oxigênio: {oxigenio}."}]
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps: [{collect: oxigenio}, {action: utter_pronto}]
answers:
  oxigenio:
    desconhecido: |
      - não
      - a pilha do aparelho acabou
      - o aparelho quebrou
      - dei o meu para o vizinho
"""


@pytest.mark.parametrize(
    "said", ["não", "tenho não senhora, é caro", "a pilha acabou", "o aparelho do meu vizinho quebrou"]
)
def test_not_having_the_number_is_weighed_too(said):
    citizen = asked(NUMBER)
    assert "Oxigênio: não informado." in citizen.says(said)


@pytest.mark.parametrize("said", ["a pilha acabou com 97", "tenho sim, a mais nova", "que pergunta difícil"])
def test_a_number_in_words_that_are_like_not_knowing_is_no_not_knowing(said):
    citizen = asked(NUMBER)
    assert "não informado." not in citizen.says(said)


def test_examples_of_a_number_are_of_not_knowing_it():
    with pytest.raises(ContentInvalid, match="noventa"):
        load(NUMBER.replace("desconhecido: |", "noventa: |"))


def test_words_about_the_question_alone_answer_nothing():
    citizen = asked(PACK + EXAMPLES)
    citizen.says("aff que pergunta ruim")
    assert citizen.state.asking == "respiracao"
