"""With what was proved before, or without it, the same laws hold: for every small mistake in a small pack."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.content import loading
from bot.content.errors import ContentInvalid
from bot.engine import preparing
from bot.mutating import mutants
from bot.mutating.definitions import Operator
from bot.proving import proving, remembering, rule_questions
from bot.proving.remembering import Memory
from tests.unit.proving.small_protocols import DEPARTMENTS, PROTOCOL, bent
from tests.unit.proving.test_flow_proofs import DEPLOYMENT, prepared
from tests.unit.proving.test_what_is_not_proved_again import WITH_BOTH

#: Rules enough for mistakes that the flows do not feel: the classes that can come about stay the same.
RULES = """\
    - {id: dor, class: medio, if: slots.sinais contains 'dor' and slots.idade >= 6, because: dor, source: {ref: ms, where: p. 2}}
    - {id: dor_e_tosse, class: medio, if: slots.sinais contains 'dor' and (slots.tosse = true or slots.ar = 'meio'), because: dor, source: {ref: ms, where: p. 2}}
    - {id: febre, class: medio, if: slots.idade >= 8 and slots.sinais contains 'febre', because: idade, source: {ref: ms, where: p. 2}}
"""
#: A cough is asked for only beside other signs: rules that look at it elsewhere break a law of the flows.
ASKED = "collect: idade\n        next: [{if: slots.sinais, then: tosse}, {else: classifica}]\n"
PACK = {
    **WITH_BOTH,
    "protocol": bent(PROTOCOL, "  default: leve\n", f"{RULES}  default: leve\n"),
    "flows": bent(WITH_BOTH["flows"], "collect: idade\n", ASKED),
}


def changed(folder):
    """Every mutant that can be read, and the file it changes."""
    files = loading.survey(folder).parts.files
    for mutant in mutants.of(files):
        if mutant.operator is Operator.drop_option:  # lint finds it before anything is proved
            continue
        survey = loading.surveyed({**files, mutant.file: mutant.applied(files[mutant.file])}, digest="")
        with suppress(ContentInvalid):
            content = loading.checked(survey, departments=DEPARTMENTS)
            yield mutant.file, preparing.prepare(content, DEPLOYMENT)


def laws(proved):
    """What is broken."""
    return sorted(finding.law for finding in proved.findings)


def test_the_verdict_is_the_same_with_the_memory_and_without(tmp_path, monkeypatch):
    """Over all mutants of rules and of flows; some pass through the memory, and none of those breaks a law of the flows."""
    # The protocol's own laws are never answered from memory for another protocol; left out, more passes through it.
    monkeypatch.setattr(proving, "prove_protocol", lambda *_, **__: ())
    memory = Memory(tmp_path / "memory")
    assert proving.prove(prepared(tmp_path, **PACK), memory=memory).holds
    told: Counter[object] = Counter()
    for file, mutant in changed(tmp_path):
        tried = proving.prove_flows(mutant)
        asked = memory.asked(remembering.questions_fingerprint(mutant))
        if asked and rule_questions.answered_alike(mutant, asked):
            assert tried.holds
            told["alike"] += 1
        remembered = proving.prove(mutant, memory=memory)
        assert laws(remembered) == laws(tried)
        told[file, "broken" if tried.findings else "kept"] += 1
        told["quick"] += remembered.holds and remembered.turns == 0
    assert told["flows.yml", "broken"] >= 15
    assert told["protocol.yml", "kept"] + told["protocol.yml", "broken"] >= 60
    assert min(told["alike"], told["quick"], told["protocol.yml", "broken"]) >= 5, told


@pytest.mark.parametrize("spoilt", [b"", b"nothing of ours", None])
def test_what_is_spoilt_is_thrown_away_and_everything_is_proved(tmp_path, spoilt):
    """A file that is not as it was written is believed in nothing; nor is one of another content under this name."""
    memory = Memory(tmp_path / "memory")
    proving.prove(prepared(tmp_path, **PACK), memory=memory)
    (kept,) = (tmp_path / "memory").rglob("*.asked")
    if spoilt is None:
        kept = kept.rename(kept.with_name("0" * 64 + ".asked"))
    else:
        kept.write_bytes(spoilt)
    with capture_logs() as logged:
        assert memory.asked(kept.stem) is None
    assert [line["event"] for line in logged] == ["proof_memory_unread"]
    assert not kept.exists()
    ruled = {**PACK, "protocol": bent(PACK["protocol"], "slots.idade >= 6", "slots.idade >= 7")}
    assert proving.prove(prepared(tmp_path, **ruled), memory=memory).turns
    quick = {**PACK, "protocol": bent(PACK["protocol"], "slots.idade >= 6", "slots.idade >= 8")}
    assert not proving.prove(prepared(tmp_path, **quick), memory=memory).turns


def test_what_another_program_proved_is_not_believed_and_goes(tmp_path, monkeypatch):
    """After an update everything is proved once more; the folder does not grow with the updates."""
    with monkeypatch.context() as other:
        other.setattr(remembering, "program", lambda: "0123456789abcdef")
        Memory(tmp_path).remember("a" * 64)
        assert Memory(tmp_path).holds("a" * 64)
    memory = Memory(tmp_path)
    assert not memory.holds("a" * 64)
    memory.remember("b" * 64)
    assert memory.holds("b" * 64)
    assert [path.name for path in tmp_path.iterdir()] == [remembering.program()]
