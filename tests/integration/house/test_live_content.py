from __future__ import annotations

import asyncio

import pytest

from bot.publishing import errors
from bot.runtime.live_content import LiveContent
from crm_sync.content_versions import VersionId
from tests.integration.publishing.drafts import greet, spoil
from tests.polling import until

#: Seconds from the publication to the first conversation in it.
LIVE_WITHIN = 5.0


def greeting(live: LiveContent) -> str:
    responses = live.published().flows.content.responses
    return responses["utter_boas_vindas"].variations[0].text


async def test_a_publication_is_taken_over_while_running(publisher):
    """A version published by anybody is what new conversations begin in, within five seconds, without a restart."""
    live = await LiveContent.open(publisher)
    watching = asyncio.create_task(live.watch())
    greet(publisher.draft, "Olá! Aqui é a *Bela*")
    made = await publisher.publish(by="ana")

    async def taken_over():
        return live.published().version == made.version.id

    await until(taken_over, within=LIVE_WITHIN)
    watching.cancel()
    assert "Olá! Aqui é a" in greeting(live)
    assert live.live == made
    assert "Olá! Aqui é a" in (live.folder / "domain" / "responses_conversation.yml").read_text()


async def test_a_draft_never_touches_what_runs(publisher):
    """Neither a saved change nor a spoilt file reaches people before it is published."""
    live = await LiveContent.open(publisher)
    before = live.published()
    greet(publisher.draft, "Olá! Aqui é a *Bela*")
    await live.look()
    spoil(publisher.draft)
    await live.look()
    with pytest.raises(errors.ChecksFailed):
        await publisher.publish(by="ana")
    await live.look()
    assert live.published() is before


async def test_a_restart_goes_on_with_what_is_published(publisher):
    """Whatever the folder holds by then, a new process answers with the published version."""
    await LiveContent.open(publisher)
    spoil(publisher.draft)
    live = await LiveContent.open(publisher)
    assert live.live.version.number == 1
    assert "Eu sou a *Bela*" in greeting(live)


async def test_an_older_version_hears_the_newest_red_flags(publisher):
    """A conversation that stays in its version is met with the danger signs of the published one all the same."""
    live = await LiveContent.open(publisher)
    old = live.published()
    path = publisher.draft / "protocol.yml"
    path.write_text(
        path.read_text().replace(
            "phrases_of: [risco_suicidio]\n",
            "phrases_of: [risco_suicidio]\n      phrases: [abracadabra verde]\n",
        ),
        encoding="utf-8",
    )
    await publisher.publish(by="ana")
    await live.look()
    assert not old.flows.scanner.scan("tenho abracadabra verde")
    assert old.version is not None
    pinned = await live.begun_in(old.version)
    assert pinned is not None
    assert [hit.flag_id for hit in pinned.flows.scanner.scan("tenho abracadabra verde")] == ["risco_suicidio"]
    assert greeting(live) == pinned.flows.content.responses["utter_boas_vindas"].variations[0].text


async def test_a_version_that_is_not_there_is_not_made_up(publisher):
    """A number that no version has gives nothing, so that the turn goes by the published one."""
    live = await LiveContent.open(publisher)
    assert await live.begun_in(VersionId(999)) is None
