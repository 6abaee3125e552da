from __future__ import annotations

import random

import pytest

import config
from benchmarks import delivered
from benchmarks.mutants import held, table
from benchmarks.mutants.judging import Judge
from benchmarks.mutants.verdicts import Outcome
from bot.cases import playing
from bot.mutating import mutants

#: Of the mutants that a lint rule or a written conversation noticed, so many of each pack are asked for again, by lot.
SAMPLE = 40
SEED = 1
#: More than so many mistakes that nobody judged yet are no edit any more, but a pack for `make mutants`.
MOST = 200

JUDGES: dict[str, Judge] = {}


def read(pack, **more):
    return Judge(config.load(delivered.DEPLOYMENTS[pack], environment={}), **more)


def judge(pack):
    if pack not in JUDGES:
        JUDGES[pack] = read(pack)
    return JUDGES[pack]


def mutant(pack, identity):
    return next(one for one in mutants.of(judge(pack).files) if one.id == identity)


def survivors(asked, pack):
    """The mutants that nobody would notice any more, though the record says that somebody does."""
    known = held.read(pack)
    found = mutants.of(asked.files)
    unsettled = held.unsettled(asked, found, known)
    assert len(unsettled) <= MOST, f"{len(unsettled)} mistakes were never judged: make mutants"
    return [one.id for one in unsettled if asked.judge(one).outcome is Outcome.survived]


@pytest.mark.parametrize("pack", delivered.DEPLOYMENTS)
def test_every_mistake_that_was_noticed_is_noticed_still(pack):
    """What the record does not know, or what was noticed by a conversation that is gone, is judged anew: nothing survives."""
    assert survivors(judge(pack), pack) == []


@pytest.mark.parametrize("pack", delivered.DEPLOYMENTS)
def test_what_noticed_a_mistake_notices_it_still(pack):
    """The record is true of today's pack, as far as mistakes chosen by lot can show."""
    known = held.read(pack)
    cheap = [
        one
        for one in mutants.of(judge(pack).files)
        if one.id in known and known[one.id].outcome in {Outcome.lint, Outcome.cases, Outcome.vignettes}
    ]
    asked = random.Random(SEED).sample(cheap, SAMPLE)
    assert [one.id for one in asked if not held.still_noticed(judge(pack), one, known[one.id])] == []


@pytest.mark.parametrize("pack", delivered.DEPLOYMENTS)
def test_the_record_holds_the_score(pack):
    """At least 95 % of today's mistakes are noticed, by the record."""
    known = held.read(pack)
    outcomes = [known[one.id].outcome for one in mutants.of(judge(pack).files) if one.id in known]
    real = [outcome for outcome in outcomes if outcome is not Outcome.equivalent]
    assert sum(outcome.caught for outcome in real) / len(real) >= table.GOAL


def test_a_case_taken_away_is_missed():
    """The mistake that only this conversation noticed is named."""
    less = read("covid19", tries_conversations=False)
    less.forget("cases/memory.yml: guardado: resultado moderado conta como encaminhado")
    assert survivors(less, "covid19") == ["change-slot/triagem.moderado.encaminhado/false"]


@pytest.mark.parametrize("pack", delivered.DEPLOYMENTS)
def test_a_pack_without_a_mistake_is_not_caught(pack):
    """The judge says "equivalent" of the pack itself: what it catches is the mistake."""
    assert judge(pack).judge_files(dict(judge(pack).files)).outcome is Outcome.equivalent


def test_where_only_rules_differ_no_other_conversation_can_notice():
    """Those that are not asked hold: in them every class and every reason comes out as before."""
    asked = judge("covid19")
    moved = [one for one in mutants.of(asked.files) if one.id.startswith("move-threshold/rules.")]
    for one in random.Random(SEED).sample(moved, 4):
        flows = asked.mutated(one)
        assert asked._only_rules_differ(flows)
        for case in asked._cases.untouched(flows.protocol, one.step):
            assert playing.play(flows, case).holds, (one.id, case.name)


@pytest.mark.parametrize(
    ("identity", "outcome", "by"),
    [
        ("drop-step/pattern_red_flag.vida", Outcome.lint, "missing-emergency-number"),
        ("swap-classes/moderado.leve/advice", Outcome.vignettes, "vignettes.yml"),
        ("drop-rule/rules.diabetes", Outcome.cases, "cases/"),
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
    alone = read("covid19", tries_conversations=False)
    alone.forget_cases()
    moved = mutant("covid19", "move-threshold/rules.febre_alta/0.up")
    assert alone.judge(moved).outcome is Outcome.survived
    assert judge("covid19").judge(moved).outcome.caught


def test_a_term_that_says_nothing_more_is_proved_to_be_none():
    """Whoever ticked a danger sign knows it: the second term of the condition can go, and the solver says so."""
    redundant = mutant("dengue", "drop-term/triagem.sinais.0/2.dropped")
    assert judge("dengue").judge(redundant).outcome is Outcome.equivalent
