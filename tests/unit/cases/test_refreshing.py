"""Cases are written anew when the content was changed on purpose: only those that fail, with the same citizen."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.cases import playing, reading, refreshing
from tests import small_flows

PACK = """
slots:
  febre: {type: bool}
  dor: {type: bool, answer: {type: yes_no}}
  fuma: {type: bool, answer: {type: yes_no}}
responses:
  utter_ask_dor: [{text: "Dói?"}]
  utter_ask_fuma: [{text: "Fuma?"}]
  utter_fim: [{text: "Obrigada.\\n\\nAté logo."}]
flows:
  perguntas:
    description: Pergunta.
    keywords: [vamos lá]
    run_pattern_completed: false
    persisted_slots: [dor]
    steps: [{collect: dor}, {action: utter_fim}]
"""
BEFORE = small_flows.flows(PACK)
AFTER = small_flows.flows(PACK.replace("{collect: dor}, ", "{collect: dor}, {collect: fuma}, "))
FILE = """\
# No começo.
test_cases:
# Só cumprimenta.
- test_case: cumprimenta   # fica
  steps:
  - user: "oi"

# Responde.
- test_case: responde
  steps:
  - user: "oi"
  - user: vamos lá
  - utter: utter_ask_dor
  - user: "sim"
  - slot_was_set: [dor]
  - bot: |-
      Obrigada.

      Até logo.
# À mão.
- test_case: à mão
  steps:
  - user: oi
  - user: vamos lá
  - user: não
    assertions: [{bot_uttered: {utter_name: utter_fim}}]
"""
REFRESHED = """\
- test_case: responde
  steps:
  - user: oi
  - utter: utter_greeting
  - user: vamos lá
  - utter: utter_ask_dor
  - user: sim
  - utter: utter_ask_fuma
  - user: não
  - bot: |-
      Obrigada.

      Até logo.
"""


def read(folder):
    return reading.read([folder / "casos.yml"], root=folder, zone=ZoneInfo("America/Fortaleza"))


def test_only_what_fails_is_written_anew(tmp_path):
    """Comments and other cases stay; what stated assertions is named and left; what was written out stays written out."""
    path = tmp_path / "casos.yml"
    path.write_text(FILE, encoding="utf-8")
    assert all(playing.play(BEFORE, case).holds for case in read(tmp_path))
    mended, left = refreshing.write(AFTER, read(tmp_path), root=tmp_path, said={"fuma": "não"})
    assert (mended, [str(mark) for mark in left]) == ([path], ["casos.yml:21:3"])
    text = path.read_text(encoding="utf-8")
    head, _, rest = FILE.partition("- test_case: responde")
    assert text.startswith(head)
    assert text.endswith(rest[rest.index("# À mão.") :])
    told = text[len(head) : text.index("# À mão.")]
    assert told.replace("  - slot_was_set:\n    - dor\n", "") == REFRESHED
    assert [playing.play(AFTER, case).holds for case in read(tmp_path)] == [True, True, False]


def test_a_new_question_is_answered_wherever_it_comes(tmp_path):
    """Also at the end of what was written; who is not asked says nothing more."""
    (tmp_path / "casos.yml").write_text(FILE, encoding="utf-8")
    greets, answers, by_hand = read(tmp_path)
    said = {"fuma": "não"}
    assert [turn.text for turn in refreshing.answering(AFTER, greets, said).turns] == ["oi"]
    assert [turn.text for turn in refreshing.answering(AFTER, answers, said).turns][-2:] == ["sim", "não"]
    assert [turn.text for turn in refreshing.answering(AFTER, by_hand, said).turns][-2:] == ["não", "não"]
    assert refreshing.answering(BEFORE, answers, said) == answers
