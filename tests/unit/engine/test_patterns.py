"""What the program does by itself, and what it tells a flow of the content that takes the place of a pattern."""

from __future__ import annotations

import dataclasses

import pytest

from bot.content.errors import ContentInvalid
from bot.engine import effects
from bot.engine.conversation import Frame, Phase
from tests.small_flows import load, talk

QUESTIONS = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no, allow_unknown: false}}
  dias: {type: float, label: Dias, answer: {type: duration}}
  idade:
    type: float
    label: Idade
    answer: {type: age}
    validation:
      rejections: [{if: slots.idade < 18, utter: utter_menor}]
      refill_utter: utter_de_novo
responses:
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_ask_dias: [{text: "Há quantos dias?"}]
  utter_ask_idade: [{text: "Quantos anos?"}]
  utter_menor: [{text: "Só para maiores."}]
  utter_de_novo: [{text: "Diga de novo."}]
  utter_fim: [{text: "Fim."}]
  utter_terminou: [{text: "Terminou: {previous_flow_name}."}]
  utter_razao: [{text: "Razão: {reason}."}]
  utter_mudar: [{text: "Mudar: {corrected_slots}, {reset_flow_id}."}]
  utter_ask_nota: [{text: "Nota?"}]
  utter_dica: [{text: "Dica para {collect}, tentativa {attempts}."}]
  utter_menu_botao:
    - text: Escolha.
      buttons: [{title: Doze anos, payload: /SetSlots(idade=12)}]
flows:
  triagem:
    name: A triagem
    description: Pergunta.
    keywords: [triagem]
    persisted_slots: [idade]
    steps: [{collect: febre}, {collect: dias}, {collect: idade}, {action: utter_fim}]
  botao:
    description: Mostra um botão.
    keywords: [mostrar botão]
    run_pattern_completed: false
    steps: [{action: utter_menu_botao}]
"""


def with_pattern(pattern: str) -> str:
    """The questions, and a pattern below the same `flows:`."""
    return QUESTIONS + pattern


COLLECT = """
  pattern_collect_information:
    description: Faz a pergunta.
    steps:
      - noop: true
        next:
          - if: context.collect = 'febre'
            then:
              - action: utter_dica
                next: pergunta
          - else: pergunta
      - id: pergunta
        action: "{{context.utter}}"
      - action: action_listen
"""


def test_a_pack_words_how_every_question_is_put():
    """`pattern_collect_information` may say something first; it knows which slot is asked for, and how often."""
    citizen = talk(with_pattern(COLLECT))
    assert citizen.says("triagem").splitlines()[0] == "Dica para febre, tentativa 0."
    assert citizen.responses == ["utter_dica", "utter_ask_febre"]
    assert [frame.flow for frame in citizen.state.stack] == ["triagem"]
    citizen.says("sim")
    assert citizen.responses == ["utter_ask_dias"]


@pytest.mark.parametrize(
    "steps",
    [
        "[{action: utter_dica}]",
        "[{action: action_ask_question}, {collect: febre}]",
        "[{action: action_ask_question}, {link: triagem}]",
        "[{action: action_ask_question}, {action: action_hand_off}]",
    ],
)
def test_a_pattern_that_puts_questions_only_speaks(steps):
    """It asks the question that is due and nothing else; anything besides is refused when it is read."""
    with pytest.raises(ContentInvalid) as caught:
        load(with_pattern(f"  pattern_collect_information: {{description: d, steps: {steps}}}\n"))
    assert {fault.rule for fault in caught.value.faults} == {"not-supported"}


def test_actions_of_these_patterns_are_refused_elsewhere():
    """A question can only be put where one is due."""
    flow = "  outro: {description: d, keywords: [outro assunto], steps: [{action: action_ask_question}]}\n"
    with pytest.raises(ContentInvalid, match="só existe em"):
        load(with_pattern(flow))


def test_what_was_told_early_and_is_refused_is_said_and_asked_again():
    """A button may fill a slot out of turn; the slot's own validation refuses it there, too."""
    citizen = talk(QUESTIONS)
    citizen.say_all(["mostrar botão", "1"])
    assert citizen.responses[:2] == ["utter_menor", "utter_de_novo"]
    assert citizen.state.slots.get("idade") is None


def test_a_pack_words_how_an_early_value_is_refused():
    """`pattern_validate_slot` is a flow like any other."""
    pattern = """
  pattern_validate_slot:
    description: Só diz que não serve.
    steps: [{action: utter_dica}, {action: action_run_slot_rejections}]
"""
    citizen = talk(with_pattern(pattern))
    citizen.say_all(["mostrar botão", "1"])
    assert citizen.responses == ["utter_dica", "utter_menor"]


def test_the_end_of_a_topic_knows_which_topic_it_was():
    """`pattern_completed` is told the name of the flow that ended."""
    text = (
        QUESTIONS.replace("{collect: febre}, {collect: dias}, {collect: idade}, ", "")
        + """
  pattern_completed:
    description: Fim.
    steps: [{action: utter_terminou}]
"""
    )
    citizen = talk(text)
    assert "Terminou: A triagem." in citizen.says("triagem")


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        (["atendente"], "asked"),
        (["triagem", "azul", "verde", "roxo", "lilás", "preto", "cinza"], "attempts"),
        (["quero ligação"], "linked"),
    ],
)
def test_who_calls_a_person_is_told_to_the_pattern(messages, reason):
    """`context.reason` says why the hand-off happens."""
    text = (
        QUESTIONS
        + """
  pedido: {description: d, keywords: [quero ligação], steps: [{link: pattern_human_handoff}]}
  pattern_human_handoff:
    description: Chama.
    keywords: [atendente]
    steps: [{action: utter_razao}, {action: action_hand_off}]
"""
    )
    citizen = talk(text)
    assert f"Razão: {reason}." in citizen.say_all(messages)


def test_correcting_tells_what_is_corrected_before_it_is_asked_again():
    """Steps behind `action_correct` run once the answer to change is chosen, and know which one it is."""
    text = (
        QUESTIONS
        + """
  pattern_correction:
    description: Corrige.
    keywords: [corrigir]
    steps: [{action: action_correct}, {action: utter_mudar}]
"""
    )
    citizen = talk(text)
    citizen.say_all(["triagem", "sim", "corrigir"])
    assert "Mudar: febre, triagem." in citizen.says("1")
    assert citizen.responses == ["utter_mudar", "utter_ask_febre"]


def test_starting_again_forgets_the_answers():
    """`pattern_restart` is there by default."""
    citizen = talk(QUESTIONS)
    citizen.say_all(["triagem", "sim"])
    citizen.says("começar de novo")
    assert citizen.responses == ["utter_restarting", "utter_greeting"]
    assert citizen.state.slots.get("febre") is None
    assert citizen.state.stack == ()


def test_a_question_is_skipped_where_not_knowing_is_an_answer():
    """`pattern_skip_question` counts it as unknown; a question that must be answered comes again."""
    citizen = talk(QUESTIONS)
    citizen.say_all(["triagem", "pular a pergunta"])
    assert citizen.responses == ["utter_cannot_skip", "utter_ask_febre"]
    citizen.say_all(["sim", "pular a pergunta"])
    assert citizen.state.slots["dias"] == "desconhecido"
    assert citizen.responses == ["utter_ask_idade"]


def test_there_may_be_nothing_to_skip():
    """Nothing is asked, and that is said."""
    citizen = talk(QUESTIONS)
    citizen.says("pular a pergunta")
    assert citizen.responses == ["utter_nothing_to_skip"]


def test_an_option_named_like_the_command_is_an_answer():
    """Where "pular" is one of the options it is chosen."""
    text = QUESTIONS.replace(
        "slots:\n",
        "slots:\n  nota: {type: categorical, label: Nota, answer: {type: choice, options: "
        "[{id: boa, label: Boa}, {id: pular, label: Pular}]}}\n",
        1,
    ).replace("{collect: febre}, ", "{collect: nota}, ")
    citizen = talk(text)
    citizen.say_all(["triagem", "pular"])
    assert citizen.state.slots["nota"] == "pular"


def test_a_session_is_ended_by_asking_for_it():
    """`pattern_session_end` says goodbye, and the room is closed a little later."""
    citizen = talk(QUESTIONS)
    citizen.says("encerrar a conversa")
    assert citizen.responses == ["utter_goodbye"]
    assert citizen.state.phase is Phase.closing


def test_satisfaction_is_asked_where_a_pack_links_to_it():
    """`pattern_customer_satisfaction` asks whether it helped, and ends the conversation either way."""
    text = (
        QUESTIONS
        + """
  pattern_completed:
    description: Fim.
    steps: [{link: pattern_customer_satisfaction}]
"""
    )
    for answer, said in (("sim", "utter_glad"), ("não", "utter_sorry_not_helped")):
        citizen = talk(text.replace("{collect: febre}, {collect: dias}, {collect: idade}, ", ""))
        citizen.says("triagem")
        assert citizen.responses == ["utter_fim", "utter_ask_helped"]
        citizen.says(answer)
        assert citizen.responses == [said, "utter_goodbye"]
        assert citizen.state.phase is Phase.closing


def test_small_talk_is_answered_where_a_pack_links_to_it():
    """`pattern_chitchat` has words of its own."""
    citizen = talk(
        QUESTIONS + "  papo: {description: d, keywords: [bater papo], steps: [{link: pattern_chitchat}]}\n"
    )
    citizen.says("bater papo")
    assert citizen.responses == ["utter_chitchat"]


def test_a_started_pattern_that_only_speaks_is_a_fault_and_no_crash():
    """Nothing that stands in a stored conversation can make a turn raise."""
    citizen = talk(QUESTIONS)
    step = citizen.flows.flow("pattern_collect_information").first
    citizen.state = dataclasses.replace(
        citizen.state, stack=(Frame(flow="pattern_collect_information", step=step),)
    )
    citizen.says("zzz")
    assert citizen.words
    assert effects.ContentFault in map(type, citizen.effects)


@pytest.mark.parametrize("words", ["encerrar a conversa", "começar de novo"])
def test_an_emergency_is_neither_ended_nor_begun_anew_by_words(words):
    """While a red flag is answered these commands are not heard, and a person is called."""
    text = (
        QUESTIONS
        + """
  pattern_red_flag:
    description: Pergunta uma coisa antes.
    steps: [{action: utter_conselho}, {collect: dias}, {action: action_hand_off}]
"""
    )
    citizen = talk(text)
    citizen.says("estou com falta de ar")
    assert citizen.responses == ["utter_conselho", "utter_ask_dias"]
    citizen.says(words)
    assert citizen.hand_off is not None
