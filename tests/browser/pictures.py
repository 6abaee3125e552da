"""Renew the README's pictures from a real conversation: `.venv/bin/python -m tests.browser.pictures`."""

from __future__ import annotations

import asyncio

from playwright.async_api import Browser, async_playwright, expect

from tests.browser import chromium, screens, whole
from tests.browser.conftest import PATIENCE_MS
from tests.browser.whole import Whole
from tests.talk import ROOT

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


async def _main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with whole.running() as bela, chromium.running() as address:
        async with async_playwright() as playwright:
            await draw(bela, await playwright.chromium.connect_over_cdp(address))


if __name__ == "__main__":
    asyncio.run(_main())
