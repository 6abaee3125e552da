"""Past triages, each with all that it takes to decide it again."""

from __future__ import annotations

from datetime import timedelta

from crm_sync import person_codes, steps
from tests.registry_samples import START, step

TRIAGE = steps.Triage(
    risk_class="severe",
    protocol="covid19",
    protocol_version="3",
    rules=("r1",),
    red_flags=("dyspnea",),
    inputs={"idade": 0.25, "sintomas": ["tosse"], "temperatura": 38.5, "febre": None},
)


async def test_a_triage_comes_back_as_it_was_recorded(a_registry, admitted):
    """By its person and by its moment, decrypted, with encounter and revision as its name."""
    await a_registry.record(step(admitted, triage=TRIAGE))
    (mine,) = await a_registry.triages(of=admitted.person_code)
    assert mine.triage == TRIAGE
    assert mine.id == f"{admitted.encounter_id}/1"
    assert mine in await a_registry.triages(since=mine.at)
    assert mine not in await a_registry.triages(since=mine.at + timedelta(seconds=1))


async def test_others_have_none(a_registry):
    """Nobody's triages are nobody else's."""
    assert await a_registry.triages(of=person_codes.new()) == []
    assert await a_registry.triages(since=START + timedelta(days=9000)) == []
