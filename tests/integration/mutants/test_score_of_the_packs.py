from __future__ import annotations

import pytest

import config
from benchmarks.mutants import running, table
from benchmarks.mutants.__main__ import DELIVERED
from benchmarks.mutants.judging import Judge
from benchmarks.mutants.verdicts import Outcome
from bot.mutating import mutants

#: So many of each pack, by lot; `make mutants` judges all.
SAMPLE = 60
SEED = 1

JUDGES: dict[str, Judge] = {}


def read(pack):
    """The laws of the flows would take minutes; without them the score is only harder to reach."""
    return Judge(config.load(DELIVERED[pack], environment={}), tries_conversations=False)


def judge(pack):
    if pack not in JUDGES:
        JUDGES[pack] = read(pack)
    return JUDGES[pack]


def mutant(pack, identity):
    return next(one for one in mutants.of(judge(pack).files) if one.id == identity)


@pytest.mark.parametrize("pack", DELIVERED)
def test_the_packs_checks_notice_nearly_every_mistake(pack):
    """Of mutants chosen by lot, lint, vignettes, cases and the laws of the protocol catch at least 95 %."""
    wanted = running.chosen(mutants.of(judge(pack).files), sample=SAMPLE, seed=SEED)
    judged = [running.judge_one(judge(pack), one) for one in wanted]
    told = "\n".join(table.told(pack, table.data(judged)))
    assert table.score(judged) >= table.GOAL, told


@pytest.mark.parametrize("pack", DELIVERED)
def test_a_pack_without_a_mistake_is_not_caught(pack):
    """The judge says "equivalent" of the pack itself: what it catches is the mistake."""
    assert judge(pack).judge_files(dict(judge(pack).files)).outcome is Outcome.equivalent


@pytest.mark.parametrize(
    ("identity", "outcome", "by"),
    [
        ("drop-step/pattern_red_flag.vida", Outcome.lint, "missing-emergency-number"),
        ("drop-rule/rules.diabetes", Outcome.vignettes, "vignettes.yml"),
        ("change-hand-off/classes.moderado/urgencia", Outcome.cases, "cases/"),
    ],
)
def test_a_known_mistake_is_caught_where_it_must_be(identity, outcome, by):
    """Each check notices a mistake that it is there for, and the verdict names what noticed."""
    verdict = judge("covid19").judge(mutant("covid19", identity))
    assert verdict.outcome is outcome
    assert by in verdict.by


def test_a_mistake_that_only_a_law_knows_is_caught_by_the_proof():
    """Without any written case, a rule that can never decide is still noticed."""
    alone = read("covid19")
    alone.forget_cases()
    verdict = alone.judge(mutant("covid19", "change-class/rules.respiracao_dificil/moderado"))
    assert verdict.outcome is Outcome.proofs


def test_what_nothing_notices_survives():
    """A judge without cases lets a mutant live that the cases catch, and says so."""
    alone = read("covid19")
    alone.forget_cases()
    moved = mutant("covid19", "move-threshold/rules.febre_alta/0.up")
    assert alone.judge(moved).outcome is Outcome.survived
    assert judge("covid19").judge(moved).outcome.caught


def test_a_term_that_says_nothing_more_is_proved_to_be_none():
    """Whoever ticked a danger sign knows it: the second term of the condition can go, and the solver says so."""
    redundant = mutant("dengue", "drop-term/triagem.sinais.0/2.dropped")
    assert judge("dengue").judge(redundant).outcome is Outcome.equivalent
