"""Renew the pictures of README and docs from a real conversation: `.venv/bin/python -m tests.browser.pictures`."""

from __future__ import annotations

import asyncio

from playwright.async_api import Browser, async_playwright, expect

from bot.web import draft_key, server
from bot.web.gate import Gate
from bot.web.simulator_child import SimulatorChild
from bot.web.simulator_page import SimulatorPage
from tests.browser import chromium, screens, whole
from tests.browser.conftest import PATIENCE_MS
from tests.browser.whole import Whole
from tests.talk import DEMO, ROOT

IMAGES = ROOT / "docs" / "images"

_PAUSE = 2.0
_MARGIN = 16

#: High enough for the note and the human's answer below it.
_DESK: screens.Screen = {**screens.DESKTOP, "viewport": {"width": 1280, "height": 900}}
#: High enough for a conversation from its first word.
_LONG_PHONE: screens.Screen = {**screens.PHONE, "viewport": {"width": 390, "height": 1900}}


async def draw(bela: Whole, browser: Browser) -> None:
    """One grave case, seen by the citizen and by the agent."""
    phone = await (await browser.new_context(**_LONG_PHONE)).new_page()
    citizen = await bela.citizen(phone)
    ana = await bela.agent(await (await browser.new_context(**_DESK)).new_page(), whole.ANA)
    await whole.play(
        citizen, ("oi, tô com febre e falta de ar", "diga a idade"), ("54 anos", "Em que cidade")
    )
    # Time for a picture between Bela's last word and what follows it.
    bela.slow(_PAUSE)
    await whole.play(citizen, ("cratéus", "É grave"))
    height = await citizen.end_of("É grave") + _MARGIN
    await phone.screenshot(
        path=IMAGES / "conversation.png", clip={"x": 0, "y": 0, "width": 390, "height": height}
    )
    bela.slow(0)
    await ana.open(await citizen.name())
    await ana.reads("Resumo para a equipe")
    await ana.answers("Olá, aqui é a Ana, enfermeira da urgência. Você está com alguém aí agora?")
    await citizen.hears("aqui é a Ana")
    await citizen.says("minha filha tá comigo")
    await ana.hears("minha filha")
    await ana.page.screenshot(path=IMAGES / "desk.png")


async def draw_simulator(browser: Browser) -> None:
    """The same case in the simulator, with its rules."""
    gate = Gate(key="x")
    async with SimulatorChild(DEMO) as child:
        simulator = SimulatorPage(gate=gate, child=child, beside_draft=True)
        async with server.serve(simulator.routes(), port=0) as port:
            page = await (await browser.new_context(**screens.DESKTOP)).new_page()
            await page.goto(f"http://127.0.0.1:{port}{draft_key.SIMULATOR}?key={gate.key}")
            for text in ("oi, tô com febre e falta de ar", "64 anos", "cratéus"):
                await page.locator("#text").fill(text)
                await page.keyboard.press("Enter")
                await expect(page.locator("#talk .you").last).to_contain_text(text)
            await expect(page.locator("#class")).to_have_text("Grave")
            await page.screenshot(path=IMAGES / "simulator.png")


async def _main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with chromium.running() as address:
        async with async_playwright() as playwright:
            await draw_simulator(await playwright.chromium.connect_over_cdp(address))
    with whole.running() as bela, chromium.running() as address:
        async with async_playwright() as playwright:
            await draw(bela, await playwright.chromium.connect_over_cdp(address))


if __name__ == "__main__":
    asyncio.run(_main())
