from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.engine import turn
from bot.rasa import client, errors
from tests.unit.rasa.scripted_rasa import ScriptedRasa

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOKEN = "silly-token-1234"
TEXT = "minha vó Teresa quer falar com alguém"


@pytest.fixture
async def server() -> AsyncIterator[ScriptedRasa]:
    async with ScriptedRasa() as server:
        yield server


@pytest.fixture
async def rasa(server: ScriptedRasa) -> AsyncIterator[client.RasaClient]:
    async with client.RasaClient(
        server.url,
        TOKEN,
        now=lambda: NOW,
        timeout=timedelta(seconds=0.3),
        probe_every=timedelta(milliseconds=20),
    ) as rasa:
        yield rasa


async def test_an_intent_comes_back_with_its_confidence(
    rasa: client.RasaClient, server: ScriptedRasa
) -> None:
    """The text goes to /model/parse with the token in the query, and the top intent comes back."""
    assert await rasa.parse(TEXT) == turn.Parse(intent="pedir_pessoa", confidence=0.91)
    assert server.seen == [("POST /model/parse", {"token": TOKEN}, {"text": TEXT})]


async def test_the_intents_that_come_next_are_told_too(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """Rasa's ranking without the first, at most four of it."""
    ranking = [
        {"name": name, "confidence": share}
        for name, share in (("a", 0.4), ("b", 0.3), ("c", 0.1), ("d", 0.1), ("e", 0.05), ("f", 0.05))
    ]
    server.answers.put_nowait(web.json_response({"intent": ranking[0], "intent_ranking": ranking}))
    parse = await rasa.parse(TEXT)
    assert parse is not None
    assert parse.others == (("b", 0.3), ("c", 0.1), ("d", 0.1), ("e", 0.05))


async def test_a_server_without_a_token_is_asked_without_one(server: ScriptedRasa) -> None:
    """A Rasa elsewhere may have no token; then none is sent."""
    async with client.RasaClient(server.url, None, now=lambda: NOW) as rasa:
        await rasa.parse(TEXT)
    assert server.seen[0][1] == {}


async def test_a_long_text_is_cut(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """Rasa sees the first 300 characters, since a long repetitive line costs it seconds."""
    await rasa.parse("febre " * 4_000)
    assert len(server.seen[0][2]["text"]) <= 300


@pytest.mark.parametrize("text", ["", "   ", "\n", "👍", "?", "😷😷😷 !!"])
async def test_a_text_without_words_is_not_asked(
    rasa: client.RasaClient, server: ScriptedRasa, text: str
) -> None:
    """Rasa fails on an empty text and guesses on one without words, so neither reaches it."""
    assert await rasa.parse(text) is None
    assert server.seen == []
    assert rasa.status.available


async def test_loss_and_return_are_each_told_once(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """After a failure Rasa is not asked again until a probe in the background was answered; each change is logged once."""
    for _ in range(3):
        server.answers.put_nowait(web.Response(status=503))
    with capture_logs() as logs:
        assert await rasa.parse(TEXT) is None
        assert [await rasa.parse(TEXT) for _ in range(5)] == [None] * 5
        assert rasa.status == client.Status(available=False, since=NOW, reason="HTTP 503")
        await rasa.available()
        assert await rasa.parse(TEXT) is not None
    assert [entry["event"] for entry in logs] == ["rasa_lost", "rasa_back"]
    assert [request[2]["text"] for request in server.seen] == [TEXT, "oi", "oi", "oi", "oi", TEXT]


async def test_a_slow_answer_counts_as_lost(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """A citizen does not wait for Rasa longer than the time it is given."""
    server.answers.put_nowait(None)
    assert await rasa.parse(TEXT) is None
    assert rasa.status.reason == "TimeoutError"


@pytest.mark.parametrize(
    "body", ["[]", "{}", '{"intent": null}', '{"intent": {"name": "x", "confidence": "muito"}}', "<html>"]
)
async def test_an_answer_that_is_not_rasas_counts_as_lost(
    rasa: client.RasaClient, server: ScriptedRasa, body: str
) -> None:
    """A proxy's page or another program on the port never becomes a meaning, and never an exception."""
    server.answers.put_nowait(web.Response(text=body, content_type="application/json"))
    assert await rasa.parse(TEXT) is None
    assert not rasa.status.available


async def test_nobody_at_the_address_counts_as_lost() -> None:
    """An address where nothing listens is a lost Rasa, not an error."""
    async with client.RasaClient("http://127.0.0.1:9", TOKEN, now=lambda: NOW) as rasa:
        assert await rasa.parse(TEXT) is None
        assert rasa.status.reason == "ClientConnectorError"


async def test_neither_text_nor_token_is_logged(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """What a citizen wrote and what opens Rasa stay out of the logs."""
    server.answers.put_nowait(web.Response(status=401, text=f"{TEXT} {TOKEN}"))
    with capture_logs() as logs:
        await rasa.parse(TEXT)
    assert "Teresa" not in str(logs)
    assert TOKEN not in str(logs)


async def test_a_rasa_that_is_starting_is_away_without_a_warning(
    rasa: client.RasaClient, server: ScriptedRasa
) -> None:
    """While Rasa starts the client says so, asks for it in the background, and tells when it is there."""
    with capture_logs() as logs:
        rasa.expect()
        assert rasa.status.reason == "starting"
        assert await rasa.parse(TEXT) is None
        await rasa.available()
    assert [entry["event"] for entry in logs] == ["rasa_back"]


async def test_a_model_is_swapped(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """The server is told the path of the new model."""
    server.answers.put_nowait(web.Response(status=204))
    await rasa.swap(Path("/models/novo.tar.gz"))
    assert server.seen == [("PUT /model", {"token": TOKEN}, {"model_file": "/models/novo.tar.gz"})]


async def test_a_refused_model_is_one_sentence(rasa: client.RasaClient, server: ScriptedRasa) -> None:
    """A model that Rasa does not take is named, and so is what Rasa answered."""
    server.answers.put_nowait(web.Response(status=400))
    with pytest.raises(errors.ModelRefused, match=r"não aceitou o modelo novo\.tar\.gz \(HTTP 400\)"):
        await rasa.swap(Path("/models/novo.tar.gz"))
