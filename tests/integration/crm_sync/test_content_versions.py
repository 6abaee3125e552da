"""Every version of the content is kept, one is published, and of two admins at once one wins."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from crm_sync import content_versions, errors
from crm_sync.content_versions import Status
from tests.registry_samples import START, contact, step


def new(**changed) -> content_versions.NewVersion:
    values: dict[str, Any] = {
        "pack": "dengue",
        "label": "2031.5",
        "digest": "d1",
        "files": b"zip",
        "note": "",
        "checks": {},
        "by": "rita",
        "at": START,
    }
    return content_versions.NewVersion(**values | changed)


@pytest.fixture
def versions(a_registry):
    return a_registry.content


async def test_the_first_publication_is_number_one(versions):
    """What was published is found with its files, its checks, who did it and when."""
    made = await versions.publish(new(note="primeira", checks={"leitura": {"passed": True}}), instead_of=None)
    assert (made.version.number, made.version.status, made.by, made.at, made.note) == (
        1,
        Status.PUBLISHED,
        "rita",
        START,
        "primeira",
    )
    assert await versions.live("dengue") == made
    assert await versions.live_id("dengue") == made.version.id
    assert await versions.files(made.version.id) == b"zip"
    assert made.version.checks == {"leitura": {"passed": True}}


async def test_a_publication_retires_the_one_before(versions):
    """Exactly one version of a pack is published, and each pack counts for itself."""
    first = await versions.publish(new(), instead_of=None)
    await versions.publish(new(digest="d2"), instead_of=first.version.id)
    other = await versions.publish(new(pack="zika"), instead_of=None)
    found = await versions.versions("dengue")
    assert [(one.number, one.status) for one in found] == [(2, Status.PUBLISHED), (1, Status.RETIRED)]
    assert other.version.number == 1


async def test_of_two_admins_at_once_one_is_told(versions):
    """Ten publications at once from the same start: one is live, nine are refused whole, by name of the winner."""
    first = await versions.publish(new(), instead_of=None)
    tried = await asyncio.gather(
        *(versions.publish(new(by=f"admin-{n}"), instead_of=first.version.id) for n in range(10)),
        return_exceptions=True,
    )
    [won] = [one for one in tried if isinstance(one, content_versions.Publication)]
    lost = [one for one in tried if isinstance(one, errors.PublishedMeanwhile)]
    assert len(lost) == 9
    assert all(one.by == won.by and f"{won.by} publicou a versão 2" in str(one) for one in lost)
    assert [one.number for one in await versions.versions("dengue")] == [2, 1]


async def test_rolling_back_is_a_publication_of_its_own(versions):
    """An older version goes live again under its own number; the record tells the whole way."""
    first = await versions.publish(new(), instead_of=None)
    second = await versions.publish(new(digest="d2"), instead_of=first.version.id)
    back = await versions.publish_again(
        first.version,
        instead_of=second.version.id,
        by="ana",
        at=START + timedelta(hours=1),
        note="texto errado",
    )
    assert (back.version.number, back.by, back.note) == (1, "ana", "texto errado")
    record = await versions.publications("dengue")
    assert [(one.version.number, one.by) for one in record] == [(1, "ana"), (2, "rita"), (1, "rita")]


async def test_a_review_waits_and_is_told_who_looked(versions):
    """A proposal is not live; published by another one, it names both."""
    proposed = await versions.propose(new())
    assert proposed.status is Status.REVIEW
    assert await versions.live("dengue") is None
    made = await versions.publish_again(proposed, instead_of=None, by="ana", at=START, note="")
    assert (made.version.proposed_by, made.version.reviewed_by) == ("rita", "ana")


async def test_a_newer_proposal_takes_the_place_of_one_that_waits(versions):
    """Only one version at a time is in review."""
    await versions.propose(new())
    await versions.propose(new(digest="d2"))
    statuses = [one.status for one in await versions.versions("dengue")]
    assert statuses == [Status.REVIEW, Status.RETIRED]


async def test_an_unknown_number_is_one_sentence(versions):
    """Asking for a version that is not there names the command that lists them."""
    with pytest.raises(errors.NoSuchVersion, match=r"Não há versão 7 .* «bela flows versions»"):
        await versions.numbered("dengue", 7)


async def test_conversations_are_counted_by_their_version(a_registry, versions):
    """Open conversations count for the version they began in; closed and silent ones do not."""
    for number, version in enumerate([4, 4, 5]):
        admitted = await a_registry.admit(contact(room_id=f"sala-{number}"), now=START)
        await a_registry.record(dataclasses.replace(step(admitted), content_version=version))
    await a_registry.admit(contact(room_id="calada"), now=START)
    assert await versions.open_conversations() == {4: 2, 5: 1}
    assert (await a_registry.conversation("sala-2")).content_version == 5
