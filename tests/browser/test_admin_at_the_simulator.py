"""An admin at the simulator's page: holds a conversation with the draft, sees its inside, keeps it as a test, changes the draft."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.cases import playing, reading
from tests.browser import screens
from tests.draft_stage import staged
from tests.integration.publishing.drafts import greet
from tests.talk import demo_flows

OpenPage = Callable[..., Awaitable[Page]]
#: The first question starts a program that reads the whole content; other tests may have the machine's cores.
READ_WITHIN_MS = 90_000

pytestmark = pytest.mark.timeout(300)

CASE = "mãe com falta de ar <b>"


async def ready(page: Page, told: str) -> None:
    """Wait until the draft was read."""
    await expect(page.locator("#verdict")).to_have_text(told, timeout=READ_WITHIN_MS)


async def write(page: Page, text: str) -> None:
    """Write as the citizen, and wait until it stands in the talk."""
    await page.get_by_label("Escreva como a pessoa").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator("#talk .you").last).to_have_text(f"Pessoa: {text}")


@pytest.mark.parametrize("screen", [screens.DESKTOP, screens.PHONE], ids=["desktop", "phone"])
async def test_a_conversation_is_held_inspected_and_kept_as_a_test(
    open_page: OpenPage,
    tmp_path: Path,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    screen: screens.Screen,
) -> None:
    """From the first word to a class with its rules; the clock brings Bela back; one click makes a case that holds."""
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        page = await open_page(screen)
        await page.goto(stage.simulator)
        await ready(page, "Rascunho em uso")
        await write(page, "minha mãe tá com falta de ar <img src=x onerror=alert(1)>")
        await expect(page.locator("#talk .bela").first).to_contain_text("192")
        await expect(page.locator("#flags")).to_contain_text("falta_de_ar")
        await expect(page.locator("#wakes")).to_contain_text("a Bela volta em 2 min")
        await page.get_by_role("button", name="Avançar até lá").click()
        await expect(page.locator(".hand_off .event")).to_contain_text("Encaminhado para")
        await expect(page.locator("#class")).to_have_text("Grave")
        await expect(page.locator("#rules li").first).to_contain_text("fonte: ")
        await expect(page.locator("#slots")).to_contain_text("Sinal de alerta", ignore_case=True)
        assert await page.locator("#talk img").count() == 0
        await page.get_by_label("Nome do caso").fill(CASE)
        await page.get_by_label("Para que serve").fill("Fala da mãe, não de si")
        await page.get_by_role("button", name="Gravar", exact=True).click()
        await expect(page.locator("#recorded")).to_contain_text("recorded/mae_com_falta_de_ar_b.yml")
        flows = demo_flows()
        path = stage.draft / "cases" / "recorded" / "mae_com_falta_de_ar_b.yml"
        [case] = reading.read([path], root=stage.draft, zone=flows.time_zone)
        assert playing.play(flows, case).holds
        assert (case.name, path.read_text(encoding="utf-8").splitlines()[0]) == (
            CASE,
            "# Fala da mãe, não de si",
        )
        await page.get_by_role("button", name="Gravar", exact=True).click()
        await expect(page.locator("#asked")).to_contain_text("já existe. Gravar por cima?")
        await page.get_by_role("button", name="Gravar por cima").click()
        await expect(page.locator("#recorded")).to_contain_text("bela flows test» passa nele")


async def test_a_saved_draft_is_met_by_the_same_messages(
    open_page: OpenPage, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed is marked with what was said before; a mistake is told, with the way to it, and the talk goes on."""
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        page = await open_page(screens.DESKTOP)
        await page.goto(stage.address)
        await page.get_by_role("link", name="Conversar com o rascunho").click()
        await ready(page, "Rascunho em uso")
        await write(page, "oi")
        await page.get_by_role("button", name="sim", exact=True).click()
        await expect(page.locator("#talk .bela").last).to_contain_text("nome")
        greet(stage.draft, "Olá! Aqui é a *Bela*")
        await expect(page.locator(".changed .bubble")).to_contain_text("Olá! Aqui é a Bela")
        await expect(page.locator(".changed del")).to_contain_text("Oi! Eu sou a")
        await expect(page.locator(".changed")).to_have_count(1)
        await expect(page.locator("#talk > li")).to_have_count(2)
        extra = stage.draft / "flows" / "novo.yml"
        extra.write_text(
            "flows:\n  novo:\n    description: x\n    steps:\n      - action: utter_nada\n", encoding="utf-8"
        )
        await expect(page.locator("#faults li").first).to_contain_text(re.compile(r"flows/novo\.yml:\d+:\d+"))
        await expect(page.locator(".changed")).to_have_count(1)
        await expect(page.locator("#faults").get_by_role("link")).to_have_attribute("href", "/draft")
        await write(page, "Rui")
        await expect(page.locator("#talk > li")).to_have_count(3)
        extra.unlink()
        await expect(page.locator("#faults li")).to_have_count(0)
        await page.get_by_role("button", name="Desfazer").click()
        await expect(page.locator("#talk > li")).to_have_count(2)
        await page.get_by_role("button", name="Recomeçar").click()
        await expect(page.locator("#talk > li")).to_have_count(0)


async def test_who_writes_and_how_is_chosen(
    open_page: OpenPage, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person of the pack, another channel, an age told in words, a place, a picture; in English for who asks for it."""
    async with staged(tmp_path, postgres_url, monkeypatch) as stage:
        page = await open_page(screens.DESKTOP)
        await page.goto(f"{stage.simulator}&lang=en")
        await expect(page.locator("h1")).to_have_text("Bela's simulator")
        await ready(page, "Draft in use")
        await page.locator("summary", has_text="Who writes").click()
        await page.locator("#preset").select_option("idosa com diabetes")
        await expect(page.locator("#slots")).to_contain_text("72 anos")
        await expect(page.locator("#facing")).to_have_text("Maria de Fátima · livechat")
        await page.locator("#channel").select_option("whatsapp")
        await page.get_by_role("textbox", name="Idade").fill("oitenta e um anos")
        await page.get_by_role("textbox", name="Temperatura").fill("azul")
        await page.get_by_role("button", name="Apply").click()
        await expect(page.locator("#facing")).to_have_text("Maria de Fátima · whatsapp")
        await expect(page.locator("#slots")).to_contain_text("81 anos")
        await expect(page.locator("#fields [aria-invalid]")).to_have_count(1)
        await page.locator("[data-event=location]").click()
        await expect(page.locator("#talk .you").last).to_contain_text("-3.731900, -38.526700")
        await page.get_by_role("button", name="Photo").click()
        await expect(page.locator("#talk .you").last).to_contain_text("[Photo]")
        await page.get_by_label("How long").fill("logo")
        await page.get_by_role("button", name="Go on", exact=True).click()
        await expect(page.get_by_role("alert")).to_contain_text("2h")
        await page.reload()
        await expect(page.locator("#talk > li")).to_have_count(2)
