"""A run of `make chaos` tells each storm's outcome, keeps it, and goes on where it was broken off."""

from __future__ import annotations

import pytest

from benchmarks.chaos import season, tables
from benchmarks.chaos.storms import Storm
from tests.unit.benchmarks.test_chaos_judges import judged


def held(first: int, *, heard: str = "ab") -> season.Held:
    verdict = judged("ab", heard)
    storm = Storm(verdicts=(verdict, verdict), deaths=3, recovery_s=(1.0, 2.0))
    return season.Held(seeds=range(first, first + 2), took_s=4.0, storm=storm)


BROKEN = season.Held(seeds=range(8, 10), took_s=9.0, fault="RuntimeError: Bela does not come up")


@pytest.fixture
def logbook(tmp_path) -> season.Logbook:
    begun = season.Logbook(tmp_path / "chaos.jsonl", code="this")
    begun.begin()
    return begun


def test_a_run_that_was_broken_off_knows_what_was_held(logbook):
    """Storms come back as they were written."""
    logbook.add(held(0))
    logbook.add(held(2))
    assert logbook.read() == [held(0), held(2)]


def test_storms_that_were_not_clean_are_held_again(logbook):
    """Going on does not wipe out a fault, nor does it keep one that was repaired."""
    logbook.add(held(0, heard="a"))
    logbook.add(BROKEN)
    assert logbook.read() == []


def test_a_run_is_not_gone_on_with_over_other_code(logbook, tmp_path):
    """Half the storms of one version and half of another prove neither."""
    logbook.add(held(0))
    assert season.Logbook(tmp_path / "chaos.jsonl", code="that").read() == []


def test_the_state_of_the_code_changes_with_any_file(tmp_path):
    """Code, SQL and content."""
    (tmp_path / "bot").mkdir()
    states = {season.code_state(tmp_path)}
    for name in ("a.py", "b.sql", "c.yml"):
        (tmp_path / "bot" / name).write_text("x", encoding="utf-8")
        states.add(season.code_state(tmp_path))
    assert len(states) == 4


def test_a_storm_that_could_not_be_held_is_no_clean_one():
    """Its seeds are named, and counted as not held."""
    summary = tables.summary([held(0), held(4, heard="aab"), BROKEN])
    assert summary["seeds"] == 6
    assert summary["clean"] == 2
    assert summary["not_held"] == 2
    assert summary["doubled"] == 2
    assert summary["not_clean"][-2:] == [8, 9]
    assert summary["recovery_s"] == {"p50": 1.5, "p95": 2.0}
