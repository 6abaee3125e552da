from __future__ import annotations

import multiprocessing
import threading

from benchmarks.mutants import running
from benchmarks.mutants.verdicts import Outcome, Verdict
from tests.unit.benchmarks.test_mutants_table import made


class Quick:
    """A judge who finds everything at once."""

    def judge(self, mutant):
        return Verdict(outcome=Outcome.cases, by=mutant.id)


class Stuck:
    """A judge who comes to an end with the first mutants alone."""

    def judge(self, mutant):
        if mutant.id != made()[0].id:
            threading.Event().wait()
        return Verdict(outcome=Outcome.cases, by=mutant.id)


def test_every_mutant_is_judged_by_the_children():
    """What comes back is of the mutant that was asked for."""
    found = {one.mutant.id: one.verdict.by for one in running.judged(Quick(), made())}
    assert found == {mutant.id: mutant.id for mutant in made()}


def test_a_run_that_is_broken_off_leaves_nobody_behind(monkeypatch):
    """The children end, whatever they are at."""
    monkeypatch.setattr(running, "CHUNK", 1)
    run = running.judged(Stuck(), made())
    next(run)
    children = multiprocessing.active_children()
    assert children
    run.close()
    assert not any(child.is_alive() for child in children)
