"""The draft's page tells what a save did, and publishes only for who has its key."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
import pytest_asyncio

from tests.draft_stage import staged
from tests.integration.publishing.drafts import greet, spoil

#: Seconds for the page to know of a save, on a busy machine.
KNOWN_WITHIN = 30


@pytest_asyncio.fixture
async def stage(tmp_path, postgres_url, monkeypatch):
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        yield stage


@pytest_asyncio.fixture
async def admin(stage):
    """A browser that was given the address with the key."""
    async with aiohttp.ClientSession(stage.url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(f"/draft?key={stage.key}") as answer:
            assert answer.status == 200
            assert "key=" not in str(answer.url)
        yield session


async def told(admin, holds):
    """The page's state as soon as this holds of it."""
    async with asyncio.timeout(KNOWN_WITHIN):
        while True:
            async with admin.get("/draft/state") as answer:
                state = await answer.json()
            if not state["busy"] and holds(state):
                return state
            await asyncio.sleep(0.05)


async def publish(admin, **asked):
    """Press the button; gives whether it was done, and the sentence."""
    body = {"by": "ana", "note": "porque sim", **asked}
    async with admin.post("/draft/publish", json=body, headers={"X-Bela-Draft": "1"}) as answer:
        said = await answer.json()
    return said["done"], said["sentence"]


async def test_without_the_key_nothing_is_shown_or_done(stage):
    """No key, a wrong one, or a request of another site: refused, and nothing changes."""
    async with aiohttp.ClientSession(stage.url) as stranger:
        for path in (
            "/draft",
            "/draft?key=errada",
            "/draft/state",
            "/draft/drawing/triagem",
            "/draft/draft.js",
        ):
            async with stranger.get(path) as answer:
                assert answer.status == 403
                assert "bela flows page" in await answer.text()
        async with stranger.post("/draft/publish", json={}, headers={"X-Bela-Draft": "1"}) as answer:
            assert answer.status == 403


async def test_a_form_of_another_site_publishes_nothing(stage, admin):
    """Even with the cookie, what does not come from the page's own script is refused."""
    greet(stage.draft, "Olá!")
    async with admin.post("/draft/publish", data={"by": "x", "note": "y"}) as answer:
        assert answer.status == 403
    assert (await stage.publisher.live()).version.number == 1


async def test_a_save_is_told_with_its_changes_and_published_by_the_button(stage, admin):
    """From a save to its differences, its drawing, and its publication; each flow that changed is marked."""
    state = await told(admin, lambda state: state["draft"]["digest"] == state["live"]["digest"])
    assert state["draft"]["changes"] == []
    greet(stage.draft, "Olá! Aqui é a *Bela*")
    state = await told(admin, lambda state: state["draft"]["changes"])
    [group] = state["draft"]["changes"]
    assert group["changes"][0]["sentence"] == "mudou o texto «utter_boas_vindas» (redação 1)"
    [changed] = [flow for flow in state["draft"]["flows"] if flow["changed"]]
    async with admin.get(f"/draft/drawing/{changed['id']}") as answer:
        assert answer.content_type == "image/svg+xml"
        assert "Olá! Aqui é a Bela" in await answer.text()
    done, sentence = await publish(admin, digest=state["draft"]["digest"])
    assert (done, sentence.partition(".")[0]) == (True, "Versão 2 publicada")
    live = await stage.publisher.live()
    assert (live.version.number, live.by, live.note) == (2, "ana", "porque sim")


async def test_a_mistake_is_told_with_its_place_and_never_published(stage, admin):
    """The page shows file, line and column; the button, pressed all the same, publishes nothing."""
    spoil(stage.draft)
    state = await told(admin, lambda state: not state["draft"]["readable"])
    errors = [one for one in state["draft"]["findings"] if one["severity"] == "error"]
    assert errors[0]["place"].startswith("protocol.yml:")
    done, sentence = await publish(admin, digest=state["draft"]["digest"])
    assert not done
    assert "Não publicado; o que está no ar continua" in sentence
    assert (await stage.publisher.live()).version.number == 1


async def test_only_what_was_shown_is_published(stage, admin):
    """A draft saved after the page showed it has to be looked at again."""
    state = await told(admin, lambda state: state["draft"]["digest"])
    greet(stage.draft, "Olá!")
    done, sentence = await publish(admin, digest=state["draft"]["digest"])
    assert (done, sentence) == (False, "O rascunho mudou depois que esta página o mostrou; olhe de novo.")


@pytest.mark.parametrize("asked", [{"by": "  "}, {"by": "a" * 101}, {"note": "a" * 501}])
async def test_a_publication_needs_a_name(stage, admin, asked):
    """Nobody publishes without saying who, nor with a novel."""
    done, sentence = await publish(admin, digest="x", **asked)
    assert (done, sentence) == (False, "Escreva o seu nome e uma nota curta.")
