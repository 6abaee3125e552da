from __future__ import annotations

import pytest

from bot.vignettes import reading, showing, trying
from tests.talk import ROOT, demo_flows

#: Pack → the fewest written cases it needs.
FEWEST = {"covid19": 60, "dengue": 40}


@pytest.mark.parametrize("pack", FEWEST)
def test_no_severe_case_is_missed_and_few_are_judged_too_mildly(pack):
    """Every written case, played as a whole conversation, gets its class: none severe below it, at most 3 % of all."""
    folder = ROOT / "flows" / pack
    table = trying.try_out(demo_flows(folder), folder)
    assert table is not None
    assert table.good, showing.table(table)
    assert table.under.of >= FEWEST[pack]


@pytest.mark.parametrize("pack", FEWEST)
def test_every_class_of_a_pack_has_cases(pack):
    """The cases go from mild to deadly."""
    folder = ROOT / "flows" / pack
    content = demo_flows(folder).content
    expected = {vignette.expected for vignette in reading.read(folder, content)}
    assert expected == {risk_class.id for risk_class in content.protocol.classes}
