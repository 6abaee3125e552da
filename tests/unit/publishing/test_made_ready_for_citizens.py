"""What runs for citizens has learnt from its examples before the first of them writes."""

from __future__ import annotations

from pathlib import Path

import pytest

import config
from bot.engine import guessing
from bot.publishing import compiling
from bot.understanding import likeness, topic_odds

DEPLOYMENT = Path(__file__).parents[3] / "config" / "demo"


def test_no_message_waits_for_the_examples_to_be_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes first is answered as soon as whoever writes later."""
    deployment = config.load(DEPLOYMENT, environment={})
    flows = compiling.ready(deployment.content, deployment)

    def too_late(*_: object) -> None:
        pytest.fail("learnt while somebody waits")

    monkeypatch.setattr(topic_odds, "_rarity", too_late)
    monkeypatch.setattr(likeness, "_speaking", too_late)
    found = guessing.guess(flows, "quantos dias tenho que ficar em casa isolado?")
    assert found is not None
    assert found.flow in flows.content.flows
