"""Small packs for the prover: one that keeps every law, and bent ones that break one each."""

from __future__ import annotations

import tempfile
import textwrap
from functools import cache
from pathlib import Path

from bot.content import loading
from bot.content.definitions import Content
from tests.unit.content.test_faults import GOOD as SKELETON

DEPARTMENTS = ("urgencia", "atendimento")

DOMAIN = """
slots:
  consentimento: {type: bool, answer: {type: yes_no, allow_unknown: false}}
  idade: {type: float, label: Idade, answer: {type: age, max: 12}}
  tosse: {type: bool, label: Tosse, answer: {type: yes_no}}
  ar: {type: categorical, label: Respiração, answer: {type: choice, allow_unknown: true, options: [{id: bom, label: Bom}, {id: meio, label: Mais ou menos}, {id: mau, label: Muito ruim}]}}
  sinais: {type: list, label: Sinais, answer: {type: multi_choice, allow_unknown: true, options: [{id: febre, label: Febre}, {id: dor, label: Dor}]}}
  risco: {type: text}
  alerta: {type: text}
responses:
  utter_ask_consentimento: [{text: "Posso perguntar sobre a sua saúde?"}]
  utter_ask_idade: [{text: "Quantos anos?"}]
  utter_ask_tosse: [{text: "Tem tosse?"}]
  utter_ask_ar: [{text: "Como está a respiração?"}]
  utter_ask_sinais: [{text: "O que mais sente?"}]
  utter_grave: [{text: "Ligue {samu} agora."}]
  utter_leve: [{text: "Fique em casa."}]
  utter_tchau: [{text: "Até logo."}]
  utter_espere: [{text: "Ninguém online. Se piorar, ligue {samu}."}]
"""
FLOWS = """
flows:
  pattern_session_start:
    description: começo
    persisted_slots: [consentimento]
    steps:
      - id: consentimento
        collect: consentimento
        next:
          - if: slots.consentimento = true
            then: triagem
          - else: tchau
      - id: triagem
        link: triagem
      - id: tchau
        action: utter_tchau
      - id: fecha
        action: action_close
        next: END
  triagem:
    description: triagem
    steps:
      - id: ar
        collect: ar
      - id: sinais
        collect: sinais
      - id: idade
        collect: idade
      - id: tosse
        collect: tosse
      - id: classifica
        action: action_classify
        next:
          - if: slots.risco = 'grave'
            then: grave
          - else: leve
      - id: grave
        action: utter_grave
      - id: pessoa
        action: action_hand_off
        next: END
      - id: leve
        action: utter_leve
      - id: fim
        action: action_close
        next: END
  pattern_red_flag: {description: d, steps: [{action: utter_grave}, {action: action_classify}, {action: action_hand_off}]}
  pattern_human_handoff: {description: d, steps: [{action: action_hand_off}]}
  pattern_handoff_failed: {description: d, steps: [{action: utter_espere}]}
  pattern_too_many_attempts: {description: d, steps: [{link: pattern_human_handoff}]}
"""
PROTOCOL = """
protocol:
  id: mini
  version: "1"
  title: Mini
  sources: {ms: {title: Protocolo}}
  inputs:
    idade: {worse: higher, from: 2, because: bebês à parte, benign: 3}
    tosse: {worse: true}
    ar: {worse: [bom, meio, mau]}
    sinais: {worse: more}
  consent: {slot: consentimento}
  questions_before_danger: 1
  classes:
    - {id: grave, label: Grave, department: urgencia, advice: utter_grave}
    - {id: medio, label: Médio, department: atendimento, advice: utter_leve}
    - {id: leve, label: Leve, advice: utter_leve}
  red_flags:
    - {id: caiu, label: Desmaio, class: grave, phrases: [desmaiou na rua], source: {ref: ms, where: p. 1}}
  rules:
    - {id: ar_mau, class: grave, if: slots.ar = 'mau', because: respiração, source: {ref: ms, where: p. 2}}
    - {id: ar_unknown, class: medio, if: slots.ar is unknown, because: respiração, source: {ref: ms, where: p. 2}}
    - {id: febre_e_tosse, class: medio, if: slots.sinais contains 'febre' and slots.tosse = true, because: febre e tosse, source: {ref: ms, where: p. 2}}
    - {id: velho, class: medio, if: slots.idade >= 10 and slots.sinais, because: idade, source: {ref: ms, where: p. 2}}
  default: leve
  invariants:
    - {id: febre_e_ar, label: Falta de ar com febre é grave, if: slots.ar = 'mau' and slots.sinais contains 'febre', at_least: grave}
"""


def pack(folder: Path, *, protocol: str = PROTOCOL, flows: str = FLOWS, domain: str = DOMAIN) -> Content:
    """Write a small pack and read it."""
    skeleton = SKELETON["domain.yml"]
    responses = skeleton[skeleton.index("  utter_correct_which") :]
    texts = {
        "pack.yml": SKELETON["pack.yml"],
        "domain.yml": domain.strip() + "\n" + textwrap.indent(textwrap.dedent(responses), "  "),
        "flows.yml": flows,
        "protocol.yml": protocol,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return loading.load(folder, departments=DEPARTMENTS)


@cache
def content(*, protocol: str = PROTOCOL) -> Content:
    """A small pack with this protocol, for tests that have many of them."""
    with tempfile.TemporaryDirectory() as folder:
        return pack(Path(folder), protocol=protocol)


def bent(text: str, old: str, new: str) -> str:
    """The text with one thing changed, which has to be there."""
    assert old in text, old
    return text.replace(old, new)
