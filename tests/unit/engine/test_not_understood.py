from __future__ import annotations

from tests.few_questions import talking
from tests.small_flows import talk


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


def test_words_that_fit_two_lines_of_a_list_are_asked_with_the_whole_list():
    """A shorter list would number its lines anew, and the "2" of a moment ago would choose another one."""
    citizen = talk("""
slots:
  febre: {type: bool, label: Febre}
  sopro:
    type: categorical
    label: Sopro
    answer:
      type: choice
      options:
        - {id: bem, label: Bem, synonyms: [não tenho falta de nada]}
        - {id: canso, label: Canso ao andar}
        - {id: mal, label: Mal, synonyms: [não consigo]}
responses:
  utter_ask_sopro: [{text: "Como respira?"}]
  utter_fim: [{text: "{sopro}."}]
flows:
  triagem:
    description: Pergunta.
    keywords: [triagem]
    run_pattern_completed: false
    steps: [{collect: sopro}, {action: utter_fim}]
""")
    citizen.says("triagem")
    assert citizen.says("nao").endswith("1. Bem\n2. Canso ao andar\n3. Mal")
    assert citizen.says("2") == "Canso ao andar."
