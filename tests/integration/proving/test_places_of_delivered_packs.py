"""Of a whole pack, too: a turn that is taken once for a place leads to the states that taking it everywhere leads to."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import config
from bot.engine import patterns
from bot.engine.conversation import FrameKind
from bot.proving import exploring, places
from bot.proving.visits import Echo
from bot.publishing import compiling
from tests.talk import ROOT
from tests.unit.proving.test_what_a_turn_says_of_a_place import everywhere


class _Standing(NamedTuple):
    flow: str
    step: str
    kind: FrameKind


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
        stands = tuple(_Standing(frame.flow, frame.step, frame.kind) for frame in state.stack)
        there[state.phase, stands, state.asking, frozenset(state.flags), after.debt, after.grave] += 1
    return there, taken


@pytest.mark.timeout(300)  # half a minute of CPU: every turn is taken everywhere
def test_a_delivered_pack_leads_to_the_same_states(monkeypatch):
    """Of each kind at least as many are come to, with a fifth of the turns.

    More are come to only where a doubt waits over what interrupted something else: taken everywhere, it is tried once for all
    that are alike without what is under way; taken once for a place, it leads on from every state of the place, at no cost.
    """
    chosen = config.load(ROOT / "config" / "demo-dengue", environment={})
    flows = compiling.compiled(Path(chosen.content), chosen)
    there, taken = came_to(flows)
    monkeypatch.setattr(places.Places, "looked", everywhere(places.Places.looked))
    all_there, all_taken = came_to(flows)
    assert all(there[kind] >= times for kind, times in all_there.items())
    more = {stands[-1:] for _, stands, *_ in (there - all_there)}
    assert {top.flow for top in itertools.chain(*more)} <= {patterns.PATTERN_POSSIBLE_DANGER}
    assert taken < 0.25 * all_taken
