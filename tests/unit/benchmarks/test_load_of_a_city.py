from __future__ import annotations

import random
from collections import Counter

import pytest

from benchmarks.load import meter, outcomes
from bot.engine import effects
from tests.talk import Talk, demo_flows

#: The class that each outcome of the mix ends in, and whether people get the room.
ENDS = {
    "light": ("leve", False),
    "low": ("leve", False),
    "moderate": ("moderado", True),
    "high": ("grave", True),
}


@pytest.mark.parametrize("outcome", outcomes.SCRIPTS)
def test_each_script_ends_as_it_is_called(outcome):
    """What is measured is what is said to be: the class of each script, and whether it is handed off."""
    talk = Talk(demo_flows())
    told: list[effects.Effect] = []
    for text in outcomes.SCRIPTS[outcome]:
        talk.says(text)
        told += talk.effects
    classes = [effect.risk_class for effect in told if isinstance(effect, effects.Classified)]
    handed_off = any(isinstance(effect, effects.HandOff) for effect in told)
    assert (classes, handed_off) == ([ENDS[outcome][0]], ENDS[outcome][1])


def test_the_mix_is_telesus():
    """Of many citizens the shares are those of the tele-service."""
    dice = random.Random(1)
    drawn = Counter(outcomes.draw(dice) for _ in range(20_000))
    for outcome, percent in outcomes.MIX.items():
        assert drawn[outcome] / 200 == pytest.approx(percent, abs=0.5)


METRICS = """\
# TYPE bela_loop_late_seconds histogram
bela_loop_late_seconds_bucket{le="0.05"} 90
bela_loop_late_seconds_bucket{le="0.25"} 97
bela_loop_late_seconds_bucket{le="1.0"} 100
bela_loop_late_seconds_bucket{le="+Inf"} 101
"""


def test_how_late_the_loop_was_is_read_from_the_bots_own_metrics():
    """The histogram counts from below; what is told is how often it was later."""
    assert meter.late(METRICS) == {"by_0.05_s": 11, "by_0.25_s": 4, "by_1.0_s": 1}


def test_growth_of_memory_is_judged_when_all_is_warm():
    """The first quarter, in which caches fill, counts for nothing."""
    assert meter.grown_percent([10.0, 50.0, 100.0, 100.0, 103.0, 104.0, 105.0, 105.0]) == pytest.approx(5.0)
    assert meter.grown_percent([100.0]) == pytest.approx(0.0)
