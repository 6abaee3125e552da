from __future__ import annotations

from tests.few_questions import talking


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
