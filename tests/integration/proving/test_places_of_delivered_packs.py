"""Of a whole pack, too: a turn that is taken once for a place leads to the states that taking it everywhere leads to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import config
from bot.proving import exploring, places
from bot.proving.visits import Echo
from bot.publishing import compiling
from tests.talk import ROOT
from tests.unit.proving.test_what_a_turn_says_of_a_place import everywhere


def came_to(flows):
    """How many states there are of each kind in which a conversation can stand, and how many turns were taken."""
    there: Counter[object] = Counter()
    taken = 0
    for passage in exploring.Exploration(flows).passages():
        taken += not isinstance(passage, Echo)
        after = passage.after
        if passage.known or after is None:
            continue
        state = after.conversation
        stands = tuple((frame.flow, frame.step, frame.kind) for frame in state.stack)
        there[state.phase, stands, state.asking, state.flags, after.debt, after.grave] += 1
    return there, taken


@pytest.mark.timeout(300)
def test_a_delivered_pack_leads_to_the_same_states(monkeypatch):
    """Of each kind at least as many are come to, and no other kind, with little more than half of the turns.

    More may be told apart than all turns lead to (where a doubt waits over a menu, they are): that costs turns, and hides none.
    """
    chosen = config.load(ROOT / "config" / "demo-dengue", environment={})
    flows = compiling.compiled(Path(chosen.content), chosen)
    there, taken = came_to(flows)
    monkeypatch.setattr(places.Places, "looked", everywhere)
    all_there, all_taken = came_to(flows)
    assert there.keys() == all_there.keys()
    assert all(there[kind] >= times for kind, times in all_there.items())
    assert taken < 0.6 * all_taken
