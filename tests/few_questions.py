"""A pack with a few slots and questions, to which a test adds its flows."""

from __future__ import annotations

from tests.small_flows import talk
from tests.talk import Talk

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


def talking(flows: str) -> Talk:
    """A conversation with these flows over the slots, greeted already."""
    return talk(SLOTS + flows)


#: Two questions, of which the first may not be below the second.
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


def asking(step: str, after: str = "action: utter_conselho") -> Talk:
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
