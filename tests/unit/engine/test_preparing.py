from __future__ import annotations

import dataclasses

import config
from bot.engine import preparing
from tests.talk import ROOT, demo_flows

DEPLOYMENT = config.load(ROOT / "config" / "demo", environment={})


def test_what_was_learnt_from_examples_is_kept_while_they_stay():
    """A rule, a text or a step that changes teaches nothing new, and learning takes a third of a second."""
    content = demo_flows().content
    first = preparing.prepare(content, DEPLOYMENT)
    milder = dataclasses.replace(content.protocol, rules=content.protocol.rules[1:])
    assert (
        preparing.prepare(dataclasses.replace(content, protocol=milder), DEPLOYMENT).likeness
        is first.likeness
    )


def test_another_example_is_learnt():
    """One sentence more is taught to the next version."""
    content = demo_flows().content
    more = dataclasses.replace(content, examples=(*content.examples, ("vacina", "onde tomo a vacina nova")))
    assert preparing.prepare(more, DEPLOYMENT).likeness is not preparing.prepare(content, DEPLOYMENT).likeness
