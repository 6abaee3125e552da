"""Bela is killed with SIGKILL and started again; nobody who talks with her can tell."""

from __future__ import annotations

import pytest

from tests.integration.kills import moments
from tests.integration.kills.stage import HUMAN_GREETING
from tests.integration.kills.talk import SCRIPT, Talk

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_undisturbed_the_conversation_ends_with_a_human(undisturbed):
    """What all deaths are measured by: every message has its step, the note comes before the human's first word."""
    outcome, pace = undisturbed
    assert outcome.transfers == ["Atendimento"]
    assert outcome.steps == [1] * sum(map(len, SCRIPT))
    assert outcome.encounters == 1
    assert outcome.triages == ["moderado"]
    assert not outcome.undelivered
    assert pace == sorted(set(pace)), "every entry of the script is answered"
    notes = [number for number, words in enumerate(outcome.heard) if "Resumo para a equipe" in words]
    assert notes == [len(outcome.heard) - 2]
    assert outcome.heard[-1] == HUMAN_GREETING


@pytest.mark.parametrize("moment", moments.ALL, ids=lambda moment: moment.name)
async def test_a_death_is_not_noticed(stage, undisturbed, talks, moment):
    """Killed at this moment and started again: same words in the same order, one hand-off, same books."""
    outcome, pace = undisturbed
    talk = Talk(stage, source=moment.source, impatient=moment.impatient)
    talks.append(talk)
    await moment.trap(stage, talk)
    await talk.play(pace)
    await stage.sprung()
    assert stage.kills == moment.deaths
    assert talk.heard == outcome.heard
    assert await talk.outcome() == outcome


async def test_afterwards_nothing_more_is_said(stage, undisturbed, talks):
    """One more death and start, after all these conversations: no word is said late, none to a human's room."""
    outcome, _pace = undisturbed
    stage.kill()
    await stage.reset()
    assert [talk.heard for talk in talks] == [outcome.heard] * len(talks)
