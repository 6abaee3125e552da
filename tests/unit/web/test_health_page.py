from __future__ import annotations

from datetime import UTC, datetime

import aiohttp
import pytest

from bot import errors, health
from bot.web import health_page, server

AT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


def report(state: health.State) -> health.Report:
    parts = (
        health.Part(id="registry", name="Registro", state=health.State.well, sentence="Tudo enviado"),
        health.Part(id="rocketchat", name="Rocket.Chat", state=state, sentence="<sem> conexão"),
    )
    numbers = (health.Number(id="people", name="Pessoas", value=7),)
    return health.Report(at=AT, organisation="Prefeitura de Pedra & Cal", parts=parts, numbers=numbers)


async def get(path: str, state: health.State) -> tuple[int, str]:
    async def now() -> health.Report:
        return report(state)

    async with (
        server.serve(health_page.routes(now), port=0) as port,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("state", "headline"),
    [
        (health.State.well, "A Bela está atendendo"),
        (health.State.degraded, "com uma perda"),
        (health.State.standby, "de reserva"),
        (health.State.down, "A Bela não está atendendo"),
    ],
)
async def test_the_page_says_at_a_glance_whether_people_are_answered(state, headline):
    """The headline follows the worst part; what parts say is text, never markup."""
    status, page = await get("/", state)
    assert status == 200
    assert headline in page
    assert "&lt;sem&gt; conexão" in page
    assert "Pedra &amp; Cal" in page


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (health.State.well, 200),
        (health.State.degraded, 200),
        (health.State.standby, 200),
        (health.State.down, 503),
    ],
)
async def test_machines_ask_whether_bela_is_ready(state, status):
    """Degraded still answers people, a standby would; down does not."""
    assert (await get("/ready", state))[0] == status


async def test_the_same_is_there_as_json():
    """Machines read states, sentences and numbers."""
    _, text = await get("/health", health.State.degraded)
    assert '"state": "degraded"' in text
    assert '"people": 7' in text


async def test_a_busy_port_is_told_in_one_sentence(unused_tcp_port):
    """Whoever starts Bela twice learns which port is taken and how to choose another."""

    async def now() -> health.Report:
        return report(health.State.well)

    async with server.serve(health_page.routes(now), port=unused_tcp_port):
        with pytest.raises(errors.PortBusy, match=f"{unused_tcp_port}.*BELA_HEALTH_PORT"):
            async with server.serve(health_page.routes(now), port=unused_tcp_port):
                pass
