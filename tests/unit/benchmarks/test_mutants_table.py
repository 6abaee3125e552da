from __future__ import annotations

import pytest

from benchmarks.mutants import running, table
from benchmarks.mutants.verdicts import Judged, Outcome, Verdict
from bot.mutating import mutants
from config import marked_yaml

RULES = """
protocol:
  classes: [{id: grave, department: urgencia}, {id: leve}]
  rules: [{id: febre, class: grave, if: slots.temperatura >= 38}]
"""


def made():
    node, _ = marked_yaml.read_bytes(RULES.encode(), file="protocol.yml")
    assert node is not None
    return mutants.of({"protocol.yml": node})


def judged(*outcomes):
    pairs = zip(made(), outcomes, strict=False)
    return [Judged(mutant=one, verdict=Verdict(outcome=outcome), seconds=0.1) for one, outcome in pairs]


def test_the_score_leaves_out_what_is_proved_to_be_no_mistake():
    """Three of four real mutants were caught; the equivalent one counts for nobody."""
    found = judged(Outcome.lint, Outcome.cases, Outcome.proofs, Outcome.survived, Outcome.equivalent)
    assert table.score(found) == pytest.approx(0.75)
    assert table.data(found)["total"] == {
        "mutants": 5,
        "lint": 1,
        "vignettes": 0,
        "cases": 1,
        "proofs": 1,
        "equivalent": 1,
        "survived": 1,
    }


def test_survivors_are_named_with_their_line():
    """Who reads the table finds the place and can ask for the mutant."""
    told = "\n".join(table.told("mini", table.data(judged(Outcome.survived))))
    first = made()[0]
    assert f"survived: protocol.yml:{first.mark.line}: {first.sentence.en}  [{first.id}]" in told


def test_the_same_seed_draws_the_same_lot():
    """A score by lot can be looked at again; another seed asks others."""
    every = made()
    assert len(running.chosen(every, sample=3, seed=7)) == 3
    assert running.chosen(every, sample=3, seed=7) == running.chosen(every, sample=3, seed=7)
    assert running.chosen(every, sample=None, seed=7) == every
