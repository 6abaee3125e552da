from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine import conversation, effects
from bot.engine.conversation import Phase
from bot.engine.turn import Parse, TurnKind
from tests.small_flows import talk

SLOTS = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
  rua: {type: text, label: Rua}
  dias: {type: float, label: Dias, answer: {type: number, min: 0, max: 100, whole: true}}
  idade: {type: float, label: Idade, answer: {type: number, min: 0, max: 120, whole: true}}
  pontos: {type: float, initial_value: 0}
  language: {type: text}
  municipio: {type: text}
responses:
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_ask_rua: [{text: "Qual rua?"}]
  utter_ask_dias: [{text: "Há quantos dias?"}]
  utter_ask_idade: [{text: "Quantos anos?"}]
  utter_dias_demais: [{text: "Mais dias do que anos não dá."}]
  utter_fim: [{text: "Rua {rua}, pontos {pontos}."}]
"""


def talking(flows: str):
    return talk(SLOTS + flows)


CALLS = """
flows:
  pedido:
    description: Chama o endereço e segue.
    keywords: [fazer pedido]
    run_pattern_completed: false
    steps:
      - call: endereco
      - action: utter_fim
  endereco:
    description: Pergunta a rua.
    if: false
    steps:
      - collect: rua
"""


def test_a_called_flow_comes_back():
    """The caller goes on after the call, with what the called flow asked for."""
    citizen = talking(CALLS)
    citizen.says("fazer pedido")
    assert citizen.responses == ["utter_ask_rua"]
    assert "Rua das Flores" in citizen.says("Rua das Flores")
    assert citizen.state.stack == ()


def test_slots_of_a_called_flow_live_as_long_as_the_caller():
    """They are emptied when the caller ends, not before."""
    citizen = talking(CALLS)
    citizen.say_all(["fazer pedido", "Rua das Flores"])
    assert citizen.state.slots["rua"] is None


def test_a_digression_inside_a_called_flow_returns_to_it():
    """The stack keeps who called whom while a topic is answered."""
    citizen = talking(CALLS.replace("collect: rua", "collect: dias") + """
  duvida:
    description: Responde.
    keywords: [horário]
    steps:
      - action: utter_conselho
""")  # fmt: skip
    citizen.says("fazer pedido")
    citizen.says("horário")
    assert citizen.responses == ["utter_conselho", "utter_ask_dias"]
    citizen.says("2")
    assert citizen.responses == ["utter_fim"]


QUESTIONS = """
flows:
  triagem:
    description: Pergunta os dias e a idade.
    keywords: [triagem]
    run_pattern_completed: false
    persisted_slots: [idade]
    steps:
      - collect: idade
      - collect: dias
        rejections:
          - if: slots.dias > slots.idade
            utter: utter_dias_demais
        retries: {max: 2, then: skip}
      - action: utter_fim
"""


def test_an_answer_that_a_rejection_holds_of_is_refused_and_asked_again():
    """A rejection may look at other slots; its words come first, then the question."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "3"])
    citizen.says("9")
    assert citizen.responses == ["utter_dias_demais", "utter_ask_dias"]
    assert citizen.state.slots["dias"] is None
    citizen.says("2")
    assert citizen.responses == ["utter_fim"]


def test_retries_lead_out_of_a_question():
    """After as many wrong answers as the question allows, its way out is taken."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "3", "azul"])
    citizen.says("verde")
    assert citizen.responses == ["utter_fim"]


def test_slots_are_emptied_when_their_flow_ends_unless_they_are_kept():
    """`persisted_slots` stay; the others go back to their initial value."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "30", "2"])
    assert citizen.state.slots["idade"] == 30
    assert citizen.state.slots["dias"] is None


@pytest.mark.parametrize(
    ("then", "asking"), [("handoff", None), ("offer", "padrao_quer_pessoa"), ("fim", "rua")]
)
def test_every_way_out_of_a_question_is_taken(then, asking):
    """A person, the offer of a person, or a step of the flow."""
    citizen = talking(f"""
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: dias
        retries: {{max: 1, then: {then}}}
      - id: fim
        collect: rua
""")
    citizen.says("triagem")
    citizen.says("azul")
    assert citizen.state.asking == asking
    assert bool(citizen.hand_off) is (then == "handoff")


SILENCE = """
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: febre
        timeout: {after: 10m, remind: utter_reminder, max: 2, then: close}
"""


def test_silence_is_reminded_of_and_then_ends_the_conversation():
    """A reminder each ten minutes, twice; then goodbye. The moment survives a restart: it is in the state."""
    citizen = talking(SILENCE)
    citizen.says("triagem")
    assert citizen.state.wake_at == citizen.now + timedelta(minutes=10)
    for _ in range(2):
        citizen.turn(TurnKind.silence, after=timedelta(minutes=10))
        assert citizen.responses == ["utter_reminder"]
        assert citizen.state.asking == "febre"
    citizen.turn(TurnKind.silence, after=timedelta(minutes=10))
    assert citizen.responses == ["utter_timeout_goodbye"]
    assert citizen.state.phase is Phase.closing


def test_an_answer_after_a_reminder_counts_and_reminders_begin_anew():
    """Who answers late is not told so again at the next question."""
    citizen = talking(SILENCE)
    citizen.says("triagem")
    citizen.turn(TurnKind.silence, after=timedelta(minutes=10))
    citizen.says("sim")
    assert citizen.state.reminders == 0
    assert citizen.state.asking == "padrao_mais_algo"


def test_an_expression_reckons_a_score():
    """`set_slots` adds up; what is empty begins with its initial value and goes back to it."""
    citizen = talking("""
flows:
  escore:
    description: Soma.
    keywords: [escore]
    run_pattern_completed: false
    steps:
      - set_slots:
          - pontos: {expression: slots.pontos + 2}
          - pontos: {expression: slots.pontos * 3}
      - action: utter_fim
""")
    assert "pontos 6" in citizen.says("escore")
    assert citizen.state.slots["pontos"] == 0


HAND_OFF = """
responses:
  utter_resumo: [{text: "Pediu receita. Febre: {febre}."}]
flows:
  receita:
    description: Pede receita.
    keywords: [receita]
    steps:
      - collect: febre
      - classify: mini
      - handoff: {department: atendimento, priority: high, summary: utter_resumo}
"""


def test_a_hand_off_step_names_department_priority_and_summary():
    """The summary heads the note and is not said to the citizen; the protocol was run before."""
    citizen = talk(
        SLOTS.replace("responses:", HAND_OFF.split("flows:", maxsplit=1)[0].strip())
        + "flows:"
        + HAND_OFF.split("flows:")[1]
    )
    citizen.says("receita")
    citizen.says("sim")
    assert citizen.classified is not None
    assert citizen.classified.risk_class == "grave"
    assert citizen.hand_off is not None
    assert citizen.hand_off.department == "atendimento"
    assert citizen.hand_off.priority == "high"
    assert "Pediu receita. Febre: sim." in citizen.hand_off.note
    assert "Prioridade: *alta*" in citizen.hand_off.note
    assert citizen.responses == []


def test_a_digression_that_asked_something_says_that_the_first_topic_goes_on():
    """The interrupted question comes again after one sentence."""
    citizen = talking("""
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: dias
  outra:
    description: Pergunta outra coisa.
    keywords: [outra coisa]
    steps:
      - collect: rua
""")
    citizen.say_all(["triagem", "outra coisa"])
    citizen.says("Rua das Flores")
    assert citizen.responses == ["utter_continue_interrupted", "utter_ask_dias"]


def test_a_flow_that_is_interrupted_is_resumed_where_it_stands():
    """Naming it again takes it up, and is no second beginning."""
    citizen = talking("""
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: idade
      - collect: dias
  outra:
    description: Pergunta outra coisa.
    keywords: [outra coisa]
    steps:
      - collect: febre
""")
    citizen.say_all(["triagem", "30", "outra coisa"])
    citizen.says("triagem")
    assert citizen.state.asking == "dias"
    citizen.says("2")
    assert citizen.state.asking == "febre"


def test_cancelling_drops_what_is_under_way():
    """ "Parar" ends the topic, empties its slots and says so."""
    citizen = talking(QUESTIONS)
    citizen.say_all(["triagem", "30"])
    citizen.says("parar")
    assert citizen.responses == ["utter_flow_cancelled"]
    assert citizen.state.stack == ()


def test_words_without_meaning_run_a_pattern_that_a_pack_may_override():
    """`pattern_cannot_handle` says it; its `context.reason` is known."""
    citizen = talking("""
flows:
  pattern_cannot_handle:
    description: Não entendi.
    run_pattern_completed: false
    steps:
      - noop: true
        next:
          - if: context.reason = 'not_understood'
            then:
              - action: utter_conselho
                next: END
          - else: END
""")
    citizen.says("xyzzy plugh")
    assert citizen.responses == ["utter_conselho"]


def test_too_many_misunderstandings_in_one_conversation_call_a_person():
    """`misunderstandings` counts over all questions."""
    citizen = talking("""
session_config: {misunderstandings: 3}
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    steps:
      - collect: idade
      - collect: dias
""")
    citizen.say_all(["xyzzy", "triagem", "azul", "30"])
    citizen.says("verde")
    assert citizen.hand_off is not None


SESSION = """
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: %s}
"""


@pytest.mark.parametrize(("carries", "idade"), [("true", 30), ("false", None)])
def test_after_a_long_silence_the_conversation_begins_anew(carries, idade):
    """The question that was pending is forgotten; slots stay if the pack says so."""
    citizen = talking(SESSION % carries + QUESTIONS)
    citizen.say_all(["triagem", "30"])
    citizen.turn(TurnKind.text, text="oi", after=timedelta(hours=2))
    assert citizen.responses == ["utter_greeting"]
    assert citizen.state.asking is None
    assert citizen.state.slots.get("idade") == idade


ENTRY = """
flows:
  retorno:
    description: Pergunta como a pessoa está.
    if: false
    entry: {name: acompanhamento, slots: [idade]}
    steps:
      - collect: febre
"""


def test_bela_begins_a_conversation_by_an_entry_point():
    """What is known already is given, and only what the entry point allows."""
    citizen = talking(ENTRY)
    citizen.turn(TurnKind.begun, entry="acompanhamento", known={"idade": 67, "rua": "X"})
    assert citizen.responses == ["utter_ask_febre"]
    assert citizen.state.slots["idade"] == 67
    assert not citizen.state.slots.get("rua")


def test_an_entry_point_that_nobody_wrote_is_a_content_fault():
    """The admin hears of it, and the citizen hears nothing."""
    citizen = talking(ENTRY)
    citizen.turn(TurnKind.begun, entry="outra")
    assert [fault.rule for fault in citizen.effects_of(effects.ContentFault)] == ["unknown-entry"]
    assert citizen.words == []


TEXTS = """
  utter_texto:
    - text: Padrão.
      translation: {en: Default.}
    - text: WhatsApp.
      channel: whatsapp
    - text: Com febre.
      condition: slots.febre
    - text: Criança.
      condition: [{type: slot, name: idade, value: 5}]
    - text: No Ceará.
      regions: [CE]
      condition: slots.rua = 'x'
    - text: Em Sobral.
      regions: [Sobral]
      condition: slots.rua = 'x'
flows:
  diz:
    description: Diz.
    keywords: [dizer algo]
    run_pattern_completed: false
    steps:
      - action: utter_texto
"""


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, "Padrão."),
        ({"language": "en"}, "Default."),
        ({"language": "en-US"}, "Default."),
        ({"febre": True}, "Com febre."),
        ({"idade": 5}, "Criança."),
        ({"rua": "x"}, "No Ceará."),
        ({"rua": "x", "municipio": "Sobral"}, "Em Sobral."),
    ],
)
def test_the_wording_that_fits_best_is_said(slots, expected):
    """Region, condition and language choose; everything falls back to the plain text."""
    citizen = talking(TEXTS)
    citizen.state = citizen.state.__class__(seed="r", phase=Phase.talking, slots=slots)
    assert citizen.says("dizer algo") == expected


def test_when_no_wording_fits_the_admin_hears_of_it_and_the_citizen_an_apology():
    """Nothing wrong is said instead."""
    citizen = talking("""
  utter_texto:
    - {text: Só com febre., condition: slots.febre}
flows:
  diz:
    description: Diz.
    keywords: [dizer algo]
    run_pattern_completed: false
    steps:
      - action: utter_texto
""")
    citizen.says("dizer algo")
    assert "no-wording" in {fault.rule for fault in citizen.effects_of(effects.ContentFault)}
    assert citizen.responses == ["utter_internal_error"]


def test_links_of_a_response_stand_on_lines_of_their_own():
    """Pictures and files are addresses that every channel shows."""
    citizen = talking("""
  utter_texto:
    - {text: Veja., image: "https://exemplo.org/a.png", attachment: {type: file, payload: {src: "https://exemplo.org/b.pdf"}}}
flows:
  diz:
    description: Diz.
    keywords: [dizer algo]
    run_pattern_completed: false
    steps:
      - action: utter_texto
""")
    assert citizen.says("dizer algo") == "Veja.\n\nhttps://exemplo.org/a.png\n\nhttps://exemplo.org/b.pdf"


def test_a_conversation_that_an_earlier_version_stored_goes_on():
    """The stored form is brought up to date; the pending question is still answered."""
    citizen = talking(QUESTIONS)
    citizen.says("triagem")
    data = conversation.to_data(citizen.state)
    old = {
        key: value
        for key, value in data.items()
        if key not in {"reminders", "misread", "told", "priority", "summary", "heard_at"}
    }
    old |= {"format": 1, "stack": [[flow, step, replay] for flow, step, _, _, _, replay, _ in data["stack"]]}
    citizen.state = conversation.from_data(old)
    citizen.says("30")
    assert citizen.state.asking == "dias"


def test_a_stored_form_of_the_future_is_refused():
    """A process that was left behind does not guess."""
    data = conversation.to_data(conversation.new("r"))
    with pytest.raises(ValueError, match="format 99"):
        conversation.from_data({**data, "format": 99})


KINDS = """
  quem: {type: text, answer: {type: subject}}
  foto: {type: text, answer: {type: attachment}}
  onde: {type: text, answer: {type: location}}
  inicio: {type: text, answer: {type: date, past_days: 60}}
"""
ASKED = """
  utter_ask_quem: [{text: "Para quem é?"}]
  utter_ask_foto: [{text: "Mande a foto."}]
  utter_ask_onde: [{text: "Onde você está?"}]
  utter_ask_inicio: [{text: "Quando começou?"}]
"""


def asking(step: str, after: str = "action: utter_conselho"):
    """A flow with one question of the newer kinds, which is asked already."""
    slots, responses = SLOTS.split("responses:")
    flow = f"""
flows:
  pergunta:
    description: Pergunta.
    keywords: [triagem]
    run_pattern_completed: false
    persisted_slots: [quem, foto, onde, inicio, dias, pontos]
    steps:
      - {step}
      - {after}
"""
    citizen = talk(slots + KINDS + "responses:" + responses + ASKED + flow)
    citizen.says("triagem")
    return citizen


def test_a_picture_answers_the_question_for_one():
    """It is no message that cannot be read; words are."""
    citizen = asking("collect: foto")
    citizen.says("aqui está")
    assert citizen.responses == ["utter_invalid_attachment"]
    citizen.turn(TurnKind.unreadable, medium="image", file="image/jpeg, 53211 bytes, F1")
    assert citizen.state.slots["foto"] == "image"
    (remembered,) = [effect for effect in citizen.effects if isinstance(effect, effects.Remember)]
    assert (remembered.value, remembered.file) == ("image", "image/jpeg, 53211 bytes, F1")
    assert citizen.responses == ["utter_conselho"]


@pytest.mark.parametrize("place", [{"location": (-3.731862, -38.52667)}, {}])
def test_a_shared_place_answers_the_question_for_one(place):
    """With its coordinates; a place without any cannot be read."""
    citizen = asking("collect: onde")
    citizen.turn(TurnKind.unreadable, medium="location", **place)
    assert citizen.state.slots["onde"] == ("-3.731862,-38.526670" if place else None)


def test_a_place_may_be_said_in_words():
    """A municipality of the deployment will do."""
    citizen = asking("collect: onde")
    citizen.says("moro em sobral")
    assert citizen.state.slots["onde"] == "Sobral"


def test_days_since_a_date_can_be_reckoned():
    """ "Há 3 dias" is kept as a day, and conditions reckon from it."""
    citizen = asking("collect: inicio", "set_slots: [{dias: {expression: days_since(slots.inicio)}}]")
    citizen.says("há 3 dias")
    assert citizen.state.slots["inicio"] == "2026-11-15"
    assert citizen.state.slots["dias"] == 3


def test_an_optional_question_may_be_skipped():
    """ "Pular" is an answer: the slot is unknown."""
    citizen = asking("{collect: dias, optional: true}")
    citizen.says("pular")
    assert citizen.state.slots["dias"] == "desconhecido"
    assert citizen.responses == ["utter_conselho"]


def test_a_question_may_hear_nothing_but_answers_and_danger():
    """Commands wait until it is answered; a red flag never waits."""
    citizen = asking("{collect: dias, force_slot_filling: true}")
    citizen.says("menu parar")
    assert citizen.state.asking == "dias"
    citizen.says("estou com falta de ar")
    assert citizen.hand_off is not None


@pytest.mark.parametrize(
    ("said", "whom"), [("pra minha mãe", "mãe"), ("é pra mim mesmo", "eu"), ("meu vizinho", "vizinho")]
)
def test_whom_it_is_about_is_read(said, whom):
    """Oneself or somebody else, by what they are to the person who writes."""
    citizen = asking("collect: quem")
    citizen.says(said)
    assert citizen.state.slots["quem"] == whom


def test_whom_it_is_about_may_be_said_unasked():
    """It is kept, told back, and the pending question comes again."""
    citizen = asking("collect: dias")
    said = citizen.says("é para minha mãe")
    assert citizen.state.slots["quem"] == "mãe"
    assert "mãe" in said
    assert citizen.responses[-1] == "utter_ask_dias"


def test_an_intent_may_answer_a_question():
    """Rasa's `from_intent` mapping fills the slot that is asked for."""
    citizen = talk("""
slots:
  febre: {type: bool}
  alegre: {type: bool, mappings: [{type: from_intent, intent: animado, value: true}]}
responses:
  utter_ask_alegre: [{text: "Tudo bem?"}]
flows:
  conversa:
    description: Pergunta.
    keywords: [conversar]
    run_pattern_completed: false
    persisted_slots: [alegre]
    steps:
      - collect: alegre
      - action: utter_conselho
nlu:
  - {intent: animado, examples: "- tudo ótimo"}
""")
    citizen.says("conversar")
    citizen.says("xyzzy plugh", parse=Parse(intent="animado", confidence=0.9))
    assert citizen.state.slots["alegre"] is True
