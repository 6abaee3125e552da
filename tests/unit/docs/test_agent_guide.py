from __future__ import annotations

import re

import pytest

from tests.talk import Talk, demo_flows
from tests.unit.docs import sources


@pytest.mark.parametrize("guide", ["guides/agent.md", "guides/agent.pt-BR.md"])
def test_the_guides_note_is_the_one_that_agents_get(guide):
    """What an agent learns to read is what stands in the room."""
    talk = Talk(demo_flows(), name="Maria da Silva")
    talk.say_all(["oi, tô com febre e falta de ar", "45", "caucaia"])
    assert talk.hand_off is not None
    plain = talk.hand_off.note.replace("*", "")
    written = re.sub(r"(?m)^(A Bela disse: ).*$", r"\1…", plain)
    shown = re.search(r"^```text\n(.*?)\n```$", sources.page(guide), flags=re.MULTILINE | re.DOTALL)
    assert shown is not None
    assert shown[1] == written
