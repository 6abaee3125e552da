"""The written conversations of each delivered pack come by nearly everything in it; the lines that none comes by are named."""

from __future__ import annotations

import pytest

import config
from bot.cases import coverage, reading
from bot.command_line import testing
from tests.talk import ROOT, demo_flows

#: Of steps, and of branches, in percent.
LEAST = 95


@pytest.mark.parametrize("city", ["demo", "demo-dengue"])
def test_steps_and_branches_are_come_by(city):
    """At least 95 % of both, pack by pack."""
    settings = config.load(ROOT / "config" / city, environment={})
    cases = reading.read(reading.find(settings.content), root=settings.content, zone=settings.time_zone)
    result = testing.measured(demo_flows(settings.content), settings, cases)
    assert result.lowest >= LEAST, coverage.told(result)
