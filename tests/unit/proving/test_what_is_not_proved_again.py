"""Which edits cost no new proof, and that nothing is lost by it."""

from __future__ import annotations

import re

import pytest

from bot.content import vocabulary
from bot.proving import moves, proving, sample_answers, stood_for
from bot.proving.remembering import Memory, flows_fingerprint
from tests.talk import ROOT
from tests.unit.proving.small_protocols import DOMAIN, FLOWS, bent
from tests.unit.proving.test_flow_proofs import prepared

#: A question and its answer, which the proof tries for all others.
FIRST = "  faq_febre: {description: d, run_pattern_completed: false, keywords: [o que é febre], steps: [{action: utter_febre}]}\n"
SECOND = "  faq_tosse: {description: d, run_pattern_completed: false, keywords: [o que é tosse], steps: [{action: utter_tosse}]}\n"
TEXTS = '  utter_febre: [{text: "Calor."}]\n  utter_tosse: [{text: "Defesa."}]\n'
WITH_BOTH = {"flows": FLOWS + FIRST + SECOND, "domain": DOMAIN + TEXTS}


def fingerprint(folder, **texts):
    return flows_fingerprint(prepared(folder, **{**WITH_BOTH, **texts}))


WITHOUT_A_PROOF = {
    "a question more": {
        "flows": FLOWS + FIRST + SECOND + SECOND.replace("tosse", "gripe"),
        "domain": DOMAIN + TEXTS + '  utter_gripe: [{text: "Vírus. Em emergência, {samu}."}]\n',
    },
    "a question less": {"flows": FLOWS + FIRST, "domain": DOMAIN + TEXTS.replace("  utter_tosse", "  utter_invalid_bool")},
    "another answer": {"domain": DOMAIN + TEXTS.replace("Defesa.", "Em emergência, {samu}.")},
    "other words for the one that is tried": {"flows": FLOWS + FIRST.replace("o que é febre", "como é a febre") + SECOND},
    "two answers, one after the other": {"flows": FLOWS + FIRST + SECOND.replace("[{action: utter_tosse}]", "[{action: utter_tosse}, {action: utter_febre}]")},
}  # fmt: skip


@pytest.mark.parametrize("edit", [edit for edit in WITHOUT_A_PROOF if edit != "a question less"])
def test_questions_and_answers_cost_no_proof(tmp_path, edit):
    """What another flow is tried in place of may come, go and change: nothing is proved again."""
    assert fingerprint(tmp_path, **WITHOUT_A_PROOF[edit]) == fingerprint(tmp_path)


@pytest.mark.parametrize("edit", WITHOUT_A_PROOF)
def test_the_proof_tries_the_same_turns_whatever_it_is_not_asked_for_anew(tmp_path, edit):
    """Proved from nothing, the edited pack is as good as the one before, turn for turn."""
    before = proving.prove(prepared(tmp_path, **WITH_BOTH))
    after = proving.prove(prepared(tmp_path, **{**WITH_BOTH, **WITHOUT_A_PROOF[edit]}))
    assert (after.findings, after.turns) == (before.findings, before.turns)
    assert before.holds


WITH_A_PROOF = {
    "it asks": SECOND.replace("[{action: utter_tosse}]", "[{collect: tosse}]"),
    "it goes on elsewhere": SECOND.replace("[{action: utter_tosse}]", "[{action: utter_tosse}, {link: triagem}]"),
    "it calls a person": SECOND.replace("[{action: utter_tosse}]", "[{action: utter_tosse}, {action: action_hand_off}]"),
    "it ends the conversation": SECOND.replace("[{action: utter_tosse}]", "[{action: utter_tosse}, {action: action_close}]"),
    "it has a condition": SECOND.replace("description: d,", "description: d, if: slots.consentimento = true,"),
    "a farewell follows": SECOND.replace("run_pattern_completed: false, ", ""),
    "Bela begins it": SECOND.replace("description: d,", "description: d, entry: {name: novidade},"),
    "another leads to it": SECOND + "  outro: {description: d, keywords: [outra coisa], steps: [{action: utter_febre}, {link: faq_tosse}]}\n",
    "it says what the worst class is told": SECOND.replace("utter_tosse", "utter_grave"),
}  # fmt: skip


@pytest.mark.parametrize(
    "edit", [edit for edit in WITH_A_PROOF if edit != "it says what the worst class is told"]
)
def test_a_flow_that_does_more_than_tell_is_proved(tmp_path, edit):
    """As soon as anything can come of it but words, the flows are proved again."""
    assert fingerprint(tmp_path, flows=FLOWS + FIRST + WITH_A_PROOF[edit]) != fingerprint(tmp_path)


def test_a_text_that_something_else_says_too_is_looked_at(tmp_path):
    """A question may say what the worst class hears; that it names the ambulance still counts."""
    flows = FLOWS + FIRST + WITH_A_PROOF["it says what the worst class is told"]
    silent = bent(DOMAIN, "Ligue {samu} agora.", "Procure ajuda.") + TEXTS
    assert fingerprint(tmp_path, flows=flows, domain=silent) != fingerprint(tmp_path, flows=flows)


def test_a_question_that_came_first_is_the_one_that_is_tried(tmp_path):
    """What is left out follows from what the explorer tries, wherever the flow stands in the file."""
    flows = prepared(tmp_path, flows=FLOWS + SECOND + FIRST, domain=DOMAIN + TEXTS)
    stands = moves.standing_for(flows.content, sample_answers.of(flows))
    assert (stands["faq_tosse"], stands["faq_febre"]) == ("faq_tosse", "faq_tosse")
    assert stood_for.flows_of(flows) == {"faq_febre"}


def test_when_a_wording_is_said_counts_where_only_some_name_the_ambulance(tmp_path):
    """Whether the grave hear the number then hangs on the condition."""
    two = '[{text: "Ligue {samu} agora.", condition: [{type: slot, name: idade, value: 3}]}, {text: "Procure ajuda."}]'
    before = bent(DOMAIN, '[{text: "Ligue {samu} agora."}]', two)
    after = before.replace("value: 3", "value: 4")
    assert fingerprint(tmp_path, domain=before + TEXTS) != fingerprint(tmp_path, domain=after + TEXTS)


def test_every_text_that_the_engine_says_of_itself_is_known():
    """None of them is left out because a question says it, too."""
    said = {
        name
        for path in (ROOT / "bot" / "engine").rglob("*.py")
        for name in re.findall(r"[\"'](utter_[a-z_]+)", path.read_text(encoding="utf-8"))
    } - {"utter_"}
    assert len(said) > 20
    assert [name for name in said if not name.startswith(vocabulary.ENGINE_SAYS)] == []


def test_a_remembered_proof_is_found_again_after_a_question_was_added(tmp_path):
    """The second proof, with one more question, tries nothing."""
    (tmp_path / "pack").mkdir()
    memory = Memory(tmp_path / "memory")
    assert proving.prove(prepared(tmp_path / "pack", **WITH_BOTH), memory=memory).turns
    added = prepared(tmp_path / "pack", **WITHOUT_A_PROOF["a question more"])
    proved = proving.prove(added, memory=memory)
    assert (proved.findings, proved.turns) == ((), 0)
