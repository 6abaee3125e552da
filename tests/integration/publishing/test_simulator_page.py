"""The simulator's page answers only who has the draft's key, only what it can hold, and never with a trace."""

from __future__ import annotations

import aiohttp
import pytest
import pytest_asyncio

from bot.web.simulator_child import NoAnswer, SimulatorChild
from tests.draft_stage import staged
from tests.integration.publishing.drafts import spoil
from tests.talk import DEMO, ROOT

ASK = "/draft/simulator/ask"
HEADER = {"X-Bela-Draft": "1"}


@pytest_asyncio.fixture
async def stage(tmp_path, postgres_url, monkeypatch):
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        yield stage


@pytest_asyncio.fixture
async def admin(stage):
    """A browser that was given the address with the key."""
    async with aiohttp.ClientSession(stage.url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(f"/draft/simulator?key={stage.key}&lang=en") as answer:
            assert (answer.status, answer.url.query_string) == (200, "lang=en")
            assert "Bela's simulator" in await answer.text()
        yield session


async def play(admin, *acts, **person):
    question = {"ask": "play", "person": person, "acts": list(acts)}
    async with admin.post(ASK, json=question, headers=HEADER) as answer:
        assert answer.status == 200
        return await answer.json()


async def test_without_the_key_nothing_is_shown_or_played(stage):
    """No key or a wrong one: refused, for the page, its files and its questions."""
    async with aiohttp.ClientSession(stage.url) as stranger:
        for path in ("", "?key=errada", "/simulator.js", "/showing.js", "/simulator.css"):
            async with stranger.get(f"/draft/simulator{path}") as answer:
                assert answer.status == 403
        async with stranger.post(ASK, json={"ask": "draft"}, headers=HEADER) as answer:
            assert answer.status == 403


async def test_another_site_and_nonsense_are_refused(admin):
    """A form of another site, a question that is none, and one that is too large get no answer."""
    async with admin.post(ASK, json={"ask": "draft"}) as answer:
        assert answer.status == 403
    for body, status in ((b"{", 400), (b"[]", 400), (b'{"ask": "rm"}', 400), (b" " * 1_000_001, 413)):
        async with admin.post(ASK, data=body, headers=HEADER) as answer:
            assert answer.status == status


async def test_a_draft_without_a_good_version_is_told_plainly(stage, admin):
    """Faults with their places; mended, the conversation can begin."""
    protocol = stage.draft / "protocol.yml"
    before = protocol.read_text(encoding="utf-8")
    spoil(stage.draft)
    told = await play(admin, {"text": "oi"})
    assert "turns" not in told
    assert told["faults"][0]["place"].startswith("protocol.yml:")
    protocol.write_text(before, encoding="utf-8")
    told = await play(admin, {"text": "oi"})
    assert told["faults"] == []
    assert told["turns"][0]["lines"][0]["response"] == "utter_boas_vindas"


@pytest.mark.parametrize(
    ("acts", "person", "sentence"),
    [
        ([{"text": "a" * 5_001}], {}, "até 5000 letras"),
        ([{"text": "a"}] * 301, {}, "até 300 passos"),
        ([{"event": "assobio"}], {}, '"assobio" não existe'),
        ([{"event": "silence", "after": 1e12}], {}, "até 366 dias"),
        ([], {"preset": "../../../etc/passwd"}, "não existe em people/"),
        ([], {"at": "ontem"}, "um dia e uma hora"),
    ],
)
async def test_what_cannot_be_played_is_one_sentence(admin, acts, person, sentence):
    """Too long, too many, unknown, too far: told in Portuguese, nothing raised."""
    assert sentence in (await play(admin, *acts, **person))["refused"]


async def test_a_program_that_does_not_answer_is_ended(monkeypatch):
    """A draft that runs in circles costs one sentence; the next question starts anew."""
    monkeypatch.chdir(ROOT)
    async with SimulatorChild(DEMO, answer_within=0.01) as child:
        with pytest.raises(NoAnswer, match="levou tempo demais"):
            await child.ask({"ask": "draft"})
    async with SimulatorChild(ROOT / "nowhere") as child:
        with pytest.raises(NoAnswer, match="tente de novo"):
            await child.ask({"ask": "draft"})
