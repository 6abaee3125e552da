from __future__ import annotations

from pathlib import Path

import pytest

import config
from bot.proving import proving, remembering, showing
from bot.publishing import compiling
from tests.talk import ROOT


def asked(kept):
    """What was asked, and what was answered; not which of the answers that give a class the solver came upon."""
    questions = [
        (one.answers, one.flags, one.classes if one.classes is None else list(one.classes), one.complete)
        for one in kept.questions
    ]
    return questions, kept.danger_slots


@pytest.mark.parametrize("deployment", ["demo", "demo-dengue"])
def test_a_delivered_pack_keeps_every_law(deployment, tmp_path):
    """No conversation with a delivered pack breaks a law, and what is delivered says so of just this content."""
    chosen = config.load(ROOT / "config" / deployment, environment={})
    flows = compiling.compiled(Path(chosen.content), chosen)
    proved = proving.prove(flows)
    assert not proved.findings, "\n".join(showing.finding(finding) for finding in proved.findings)
    assert proved.turns > 10_000
    stale = "the content changed: run `make proofs`, and commit bot/proving/shipped.txt"
    kept = remembering.Memory(tmp_path).asked(remembering.questions_fingerprint(flows))
    assert asked(kept) == asked(proved.asked), stale
    assert set(remembering.fingerprints(flows)) <= remembering.shipped(), stale
