from __future__ import annotations

import config
from bot.cases import coverage, playing, reading, showing
from bot.command_line import testing
from tests.talk import ROOT
from tests.unit.engine.test_dengue_pack import FLOWS

SETTINGS = config.load(ROOT / "config" / "demo-dengue", environment={})
CASES = reading.read(reading.find(SETTINGS.content), root=SETTINGS.content, zone=SETTINGS.time_zone)


def test_every_written_conversation_goes_as_written():
    """All cases of the dengue pack hold."""
    failures = [showing.failure(played) for case in CASES if not (played := playing.play(FLOWS, case)).holds]
    assert not failures, "\n\n".join(failures)


def test_every_rule_and_danger_sign_is_played():
    """Each clinical line has a conversation that comes by it, and so have at least 95 % of the steps and the branches."""
    result = testing.measured(FLOWS, SETTINGS, CASES)
    assert result.rules.percent == 100, coverage.told(result)
    assert result.lowest >= 95, coverage.told(result)
