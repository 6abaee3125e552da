"""After an edit only what it touches is proved anew; proved from nothing, the same would be found."""

from __future__ import annotations

import pytest

from benchmarks import delivered, proved_mutants
from bot.proving import proving, remembering

SEED = 2


@pytest.mark.parametrize(("pack", "is_believed"), [("covid19", True), ("dengue", True), ("dengue", False)])
def test_an_edit_drawn_by_lot_is_proved_as_it_is_from_nothing(pack, is_believed, tmp_path):
    """The same laws broken in the same places; by which conversation it is shown, the solver chooses anew each time."""
    memory = remembering.Memory(tmp_path)
    edits = proved_mutants.edited(delivered.DEPLOYMENTS[pack], seed=SEED)
    flows = next(flows for _, flows in edits if proving.flows_hold(flows, memory) is is_believed)
    compared = proved_mutants.compared(flows)
    assert compared.same
    assert compared.believed is is_believed
