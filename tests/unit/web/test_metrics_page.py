from __future__ import annotations

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import health
from bot.figures import Figures
from bot.web import metrics_page, server

AT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


async def read(figures: Figures, *, state: health.State = health.State.well) -> dict[str, float]:
    """Every sample, as a monitoring server reads it: name and labels → value."""

    async def report() -> health.Report:
        part = health.Part(id="registry", name="Registro", state=state, sentence="Maria espera")
        number = health.Number(id="unsent", name="Por enviar", value=3)
        return health.Report(at=AT, organisation="Prefeitura", parts=(part,), numbers=(number,))

    async with (
        server.serve(metrics_page.routes(report, figures), port=0) as port,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        text = await answer.text()
    assert "Maria" not in text
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}


async def test_what_happened_is_counted():
    """Turns, words that left, hand-offs by result and log events stand there with their labels."""
    figures = Figures()
    figures.turn("text", took=timedelta(seconds=0.02), lag=timedelta(seconds=0.3))
    figures.turn("silence", took=timedelta(seconds=0.02), lag=None)
    figures.sent("message")
    figures.not_delivered("note")
    figures.hand_off("urgencia", "nobody_online")
    figures.watch_step("next_department", "done")
    figures.waited("answered", timedelta(minutes=4))
    figures.logged("bridge_lost", "warning")
    samples = await read(figures)
    assert samples["bela_turns_total text"] == 1
    assert samples["bela_turn_seconds_count"] == 2
    assert samples["bela_inbound_lag_seconds_count"] == 1
    assert samples["bela_inbound_lag_seconds_sum"] == pytest.approx(0.3)
    assert samples["bela_sent_total message"] == 1
    assert samples["bela_not_delivered_total note"] == 1
    assert samples["bela_hand_offs_total urgencia nobody_online"] == 1
    assert samples["bela_watch_steps_total done next_department"] == 1
    assert samples["bela_waited_for_people_seconds_sum answered"] == 240
    assert samples["bela_log_events_total bridge_lost warning"] == 1


async def test_the_parts_are_told_as_numbers():
    """An alarm can be put on a part that does not work; what the part says is not repeated."""
    samples = await read(Figures(), state=health.State.down)
    assert samples["bela_part_state registry"] == 2
    assert samples["bela_unsent"] == 3


async def test_a_clock_that_is_ahead_counts_as_no_lag():
    """Rocket.Chat's clock may be ahead of Bela's; a negative wait would break every average."""
    figures = Figures()
    figures.turn("text", took=timedelta(0), lag=timedelta(seconds=-5))
    assert (await read(figures))["bela_inbound_lag_seconds_sum"] == 0
