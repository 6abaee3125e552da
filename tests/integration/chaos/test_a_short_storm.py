"""A few conversations of `make chaos`, in every run of the tests."""

from __future__ import annotations

import pytest

from benchmarks.chaos import stage, storms

#: Four citizens: short, and enough that rooms get into each other's way.
SEEDS = range(20, 24)


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_doubled_while_everything_fails():
    """Sockets, frames, calls, Bela and PostgreSQL fail at random: each citizen hears what the engine says, once, in order."""
    async with stage.opened(with_rasa=False) as opened:
        storm = await storms.hold(opened, SEEDS)
    assert [verdict for verdict in storm.verdicts if not verdict.clean] == []
    assert sum(verdict.messages for verdict in storm.verdicts) > len(SEEDS)
    assert storm.deaths > 0
