"""Words that may mean several topics: the person is asked which, and may say that it was none of them."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.turn import Parse, TurnKind
from tests.small_flows import flows, talk
from tests.talk import Talk

TOPICS = """
slots:
  language: {type: text}
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
responses:
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_vacina: [{text: "A vacina está no posto."}]
  utter_isolamento: [{text: "Fique cinco dias em casa."}]
  utter_teste: [{text: "O teste é no posto."}]
flows:
  vacina:
    name: Vacina
    description: Responde.
    keywords: [vacina, posto de vacina]
    nlu_trigger: [{intent: faq_vacina}]
    translation: {en: {name: Vaccine}}
    run_pattern_completed: false
    steps: [{action: utter_vacina}]
  isolamento:
    name: Isolamento
    description: Responde.
    keywords: [isolamento]
    nlu_trigger: [{intent: faq_isolamento}]
    run_pattern_completed: false
    steps: [{action: utter_isolamento}]
  teste:
    name: Teste
    description: Responde, só na livechat.
    if: context.channel = 'whatsapp'
    keywords: [fazer teste]
    nlu_trigger: [{intent: faq_teste}]
    run_pattern_completed: false
    steps: [{action: utter_teste}]
  triagem:
    name: Triagem
    description: Pergunta.
    keywords: [triagem]
    run_pattern_completed: false
    steps: [{collect: febre}, {action: utter_conselho}]
nlu:
  - {intent: faq_vacina, examples: "- quero vacina\\n- onde tem vacina"}
  - {intent: faq_isolamento, examples: "- quanto tempo isolado\\n- posso sair"}
  - {intent: faq_teste, examples: "- quero teste\\n- onde testo"}
"""


def test_two_topics_in_one_message_are_asked_about():
    """Both names stand as numbered lines, and none of them is a line, too."""
    citizen = talk(TOPICS)
    asked = citizen.says("vacina e isolamento")
    assert citizen.responses == ["utter_clarify"]
    assert "1. Vacina\n2. Isolamento\n3. Nenhuma dessas" in asked
    citizen.says("2")
    assert citizen.responses == ["utter_isolamento"]


def test_none_of_these_asks_to_say_it_another_way():
    """Whoever meant none of them hears so, and what they write next is read afresh."""
    citizen = talk(TOPICS)
    citizen.say_all(["vacina e isolamento", "nenhuma dessas"])
    assert citizen.responses == ["utter_not_understood"]
    citizen.says("isolamento")
    assert citizen.responses == ["utter_isolamento"]


def test_none_of_these_again_and_again_leads_to_a_person():
    """Three misunderstandings in a row offer a person, as everywhere."""
    citizen = talk(TOPICS)
    citizen.say_all(["vacina e isolamento", "3", "isolamento e vacina", "3", "vacina, isolamento"])
    citizen.says("3")
    assert citizen.responses == ["utter_ask_wants_person"]


def test_the_longer_phrase_is_no_doubt():
    """A phrase of more words says more than a single word beside it."""
    citizen = talk(TOPICS)
    citizen.says("o posto de vacina exige isolamento?")
    assert citizen.responses == ["utter_vacina"]


def test_a_topic_whose_guard_does_not_hold_is_not_offered():
    """What may not begin now is no choice: the other topic is answered at once. Guards see the channel."""
    citizen = talk(TOPICS)
    citizen.says("fazer teste")
    assert citizen.responses == ["utter_not_understood"]
    whatsapp = Talk(flows(TOPICS))
    whatsapp.says("oi")
    whatsapp.turn(TurnKind.text, text="fazer teste", after=timedelta(seconds=1), on="whatsapp")
    assert whatsapp.responses == ["utter_teste"]


def test_intents_near_each_other_are_asked_about():
    """Rasa is not sure enough of one, and surely means one of two; who asks for nothing is not asked."""
    citizen = talk(TOPICS)
    near = Parse(intent="faq_isolamento", confidence=0.45, others=(("faq_vacina", 0.35), ("faq_teste", 0.1)))
    assert "1. Isolamento\n2. Vacina\n3. Nenhuma dessas" in citizen.says(
        "onde passa o tempo do rio?", parse=near
    )
    citizen = talk(TOPICS)
    citizen.says("xyzzy plugh", parse=near)
    assert citizen.responses == ["utter_not_understood"]


def test_rasa_is_believed_where_the_examples_say_the_same():
    """A half-sure reading of a question is enough then, and also while something else is asked."""
    agreed = Parse(intent="faq_isolamento", confidence=0.45)
    citizen = talk(TOPICS)
    citizen.says("posso sair pra pescar no rio grande com chuva?", parse=agreed)
    assert citizen.responses == ["utter_isolamento"]
    citizen.say_all(["triagem"])
    citizen.says("posso sair pra pescar no rio grande com chuva?", parse=agreed)
    assert citizen.responses == ["utter_isolamento", "utter_ask_febre"]


def test_a_statement_that_is_like_no_example_is_no_topic_however_sure_rasa_is():
    """Every message is one of Rasa's intents."""
    citizen = talk(TOPICS)
    citizen.says("minha rua alagou", parse=Parse(intent="faq_isolamento", confidence=0.99))
    assert citizen.responses == ["utter_not_understood"]


def test_where_rasa_and_the_examples_differ_the_person_is_asked():
    """Both are offered; only a Rasa that is nearly certain is followed at once."""
    question = "quando alguém lá fora hoje tempo dele?"
    citizen = talk(TOPICS)
    assert "1. Isolamento\n2. Vacina" in citizen.says(
        question, parse=Parse(intent="faq_vacina", confidence=0.9)
    )
    citizen = talk(TOPICS)
    citizen.says(question, parse=Parse(intent="faq_vacina", confidence=0.96))
    assert citizen.responses == ["utter_vacina"]


def test_a_guess_without_company_is_no_doubt():
    """One half-sure intent, or many that are not sure together, are not understood."""
    for parse in (
        Parse(intent="faq_vacina", confidence=0.5, others=(("faq_isolamento", 0.1),)),
        Parse(intent="faq_vacina", confidence=0.3, others=(("faq_isolamento", 0.2),)),
    ):
        citizen = talk(TOPICS)
        citizen.says("xyzzy plugh", parse=parse)
        assert citizen.responses == ["utter_not_understood"]


def test_a_question_is_not_left_for_half_a_guess():
    """While something is asked, words that are no answer are explained; two intents near each other change nothing."""
    citizen = talk(TOPICS)
    citizen.says("triagem")
    near = Parse(intent="faq_isolamento", confidence=0.45, others=(("faq_vacina", 0.35),))
    citizen.says("xyzzy plugh", parse=near)
    assert citizen.responses == ["utter_invalid_yes_no"]


def test_the_question_comes_back_after_the_doubt():
    """Two topics named in the middle of a question: which one, its answer, and the question again."""
    citizen = talk(TOPICS)
    citizen.say_all(["triagem", "vacina e isolamento"])
    assert citizen.responses == ["utter_clarify"]
    citizen.says("1")
    assert citizen.responses == ["utter_vacina", "utter_ask_febre"]
    citizen.says("vacina e isolamento")
    citizen.says("3")
    assert citizen.responses == ["utter_not_understood", "utter_ask_febre"]


def test_the_first_message_is_greeted_before_it_is_asked_about():
    """A greeting, then which of the topics is meant."""
    citizen = Talk(flows(TOPICS))
    citizen.says("vacina e isolamento")
    assert citizen.responses == ["utter_greeting", "utter_clarify"]
    citizen.says("1")
    assert citizen.responses == ["utter_vacina"]


def test_a_first_question_is_answered_beside_a_greeting_that_asks_nothing():
    """The greeting asks nothing, and the topic is answered all the same."""
    citizen = Talk(flows(TOPICS))
    citizen.says("vacina")
    assert citizen.responses == ["utter_greeting", "utter_vacina"]


def test_topics_are_named_in_the_language_of_the_person():
    """The names of flows and the last line are translated."""
    citizen = Talk(
        flows(TOPICS.replace("language: {type: text}", "language: {type: text, initial_value: en}"))
    )
    citizen.says("oi")
    assert "1. Vaccine\n2. Isolamento\n3. None of these" in citizen.says("vacina e isolamento")
