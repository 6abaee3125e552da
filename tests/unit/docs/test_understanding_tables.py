"""The tables of understanding hide nothing: every part is shown, every missed goal stands out."""

from __future__ import annotations

from benchmarks.understanding import messages, scores
from docs import understanding_tables


def shown(system: str, **figures: float) -> str:
    found = {**dict.fromkeys(understanding_tables.FIGURES, 1.0), **figures}
    counted = dict.fromkeys(understanding_tables.FIGURES, 100)
    measured = {
        "figures": {
            name: {"only_scored": {**found, "counted": counted, "messages": 100, "confusions": {}}}
            for name in {"bela", system}
        },
        "not_measured_again": [],
        "milliseconds": {"p50": 1, "p95": 2, "rasa_light_p95": 3},
    }
    return "\n".join(understanding_tables.section(measured))


def test_every_part_of_the_messages_is_shown():
    assert sorted(understanding_tables.PARTS) == sorted(part.value for part in messages.Part)


def test_every_figure_that_is_shown_is_one_that_is_counted():
    assert set(understanding_tables.FIGURES) <= set(scores.score([]).counted)


def test_a_goal_that_bela_misses_is_bold_and_one_that_rasa_misses_is_not():
    assert "**0.940** (100)" in shown("bela", commands=0.94)
    assert "**0.030** (100)" in shown("bela", false_alarms=0.03)
    assert "0.940 (100)" in shown("rasa_light", commands=0.94)
    assert (
        "**0.940**"
        not in shown("rasa_light", commands=0.94).split("Plain Rasa, light pipeline")[1].split("\n")[0]
    )


def test_what_messages_together_reach_is_shown_with_its_interval():
    """Wilson's interval of 99 in 100 is 0.946 to 0.998."""
    assert "0.946-0.998" in shown("bela", red_flag_recall=0.99)
