"""An admin at the draft's page: what a save did is seen within seconds, and one button publishes it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser import screens
from tests.draft_stage import staged
from tests.integration.publishing.drafts import greet

OpenPage = Callable[..., Awaitable[Page]]

_WRONG = "flows:\n  novo:\n    description: x\n    steps:\n      - action: utter_nada\n"


#: Hundreds of conversations are held before; other tests may have the machine's cores.
PUBLISHED_WITHIN_MS = 90_000


@pytest.mark.parametrize("screen", [screens.DESKTOP, screens.PHONE], ids=["desktop", "phone"])
async def test_from_a_save_to_its_publication(
    open_page: OpenPage,
    tmp_path: Path,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    screen: screens.Screen,
) -> None:
    """A mistake shows with its place and keeps the button shut; mended, the change is shown, drawn and published."""
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        page = await open_page(screen)
        await page.goto(stage.address)
        verdict = page.locator("#verdict")
        button = page.get_by_role("button", name="Publicar", exact=True)
        await expect(verdict).to_have_text("Igual ao que está no ar")
        extra = stage.draft / "flows" / "novo.yml"
        extra.write_text(_WRONG, encoding="utf-8")
        await expect(page.locator(".error .place").first).to_have_text(re.compile(r"flows/novo\.yml:\d+:\d+"))
        await expect(button).to_be_disabled()
        extra.unlink()
        greet(stage.draft, "Olá! Aqui é a *Bela*")
        await expect(page.locator("#changes ins").first).to_contain_text("Olá!")
        await expect(page.locator("#drawing svg")).to_contain_text("Olá! Aqui é")
        await expect(page.get_by_label("Fluxo").locator("option").first).to_have_text("● Começo da conversa")
        await page.get_by_label("Seu nome").fill("Ana")
        await page.get_by_role("textbox", name="Por quê").fill("Saudação nova")
        await button.click()
        await expect(page.locator("#answer")).to_contain_text(
            "Versão 2 publicada", timeout=PUBLISHED_WITHIN_MS
        )
        await expect(page.locator("#live")).to_contain_text("por Ana: Saudação nova")
        await expect(verdict).to_have_text("Igual ao que está no ar")


async def test_who_reads_english_sees_the_page_and_its_findings_in_english(
    open_page: OpenPage, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the browser's own language; one click leads to Portuguese and stays there."""
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        page = await open_page(screens.DESKTOP | {"locale": "en-GB"})
        await page.goto(stage.address)
        await expect(page.locator("#verdict")).to_have_text("The same as what is live")
        (stage.draft / "flows" / "novo.yml").write_text(_WRONG, encoding="utf-8")
        await expect(page.locator("#findings .error").first).to_contain_text("does not exist")
        await expect(page.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
        await page.get_by_role("link", name="Português").click()
        await expect(page.locator("#verdict")).to_contain_text("não pode ser publicado")
