from __future__ import annotations

import pytest

from benchmarks.mutants import logbook
from benchmarks.mutants.progress import Bar
from benchmarks.mutants.verdicts import Judged, Outcome, Verdict
from tests.unit.benchmarks.test_mutants_table import made


def judged(mutant, outcome=Outcome.cases):
    verdict = Verdict(outcome=outcome, by="cases/a.yml:3:1: alguém", case="cases/a.yml: alguém")
    return Judged(mutant=mutant, verdict=verdict, seconds=0.25)


@pytest.fixture
def book(tmp_path):
    begun = logbook.Logbook(tmp_path / "mini.jsonl", state="this")
    begun.begin(())
    return begun


def test_what_was_judged_is_known_to_the_next_run(book):
    """A run that was broken off begins with all that it found out."""
    first, second, *_ = made()
    book.add(judged(first))
    book.add(judged(second, Outcome.survived))
    assert book.read(made()) == (judged(first), judged(second, Outcome.survived))


def test_the_line_in_which_a_run_broke_off_is_judged_again(tmp_path, book):
    """Half a line is no verdict, and does not spoil the line that comes after it."""
    first, second, *_ = made()
    book.add(judged(first))
    path = tmp_path / "mini.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "drop-ru')
    known = book.read(made())
    assert known == (judged(first),)
    book.begin(known)
    book.add(judged(second))
    assert book.read(made()) == (judged(first), judged(second))


def test_a_verdict_on_another_state_is_not_believed(tmp_path, book):
    """Who changed the pack, a case or the program judges all anew."""
    book.add(judged(made()[0]))
    assert logbook.Logbook(tmp_path / "mini.jsonl", state="that").read(made()) == ()


def test_the_state_is_another_with_every_file_of_the_pack(tmp_path):
    """A written case counts as much as a rule; so does what was said of the run."""
    states = {logbook.state([tmp_path])}
    for name in ("protocol.yml", "cases/a.yml", "vignettes.yml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("test_cases: []")
        states.add(logbook.state([tmp_path]))
    states.add(logbook.state([tmp_path], "quick"))
    assert len(states) == 5


def test_the_bar_tells_how_long_the_rest_takes(capsys):
    """At the pace of this run: what an earlier one judged took no time now."""
    now = iter([0.0, 15.0, 30.0])
    bar = Bar("mini", of=20, done=10, clock=lambda: next(now))
    bar.one_more("first")
    bar.one_more("second")
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == f"mini [{'#' * 18:30}]  60% 12/20, 2 min left: second"
