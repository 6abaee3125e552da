"""Fixtures of tests in a real browser: `open_page` and `page`, with a screenshot of every page when the test ends."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser import chromium as chromium_program
from tests.browser import screens

SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"

#: Milliseconds any single expectation may wait; the two cores of a test machine are shared.
PATIENCE_MS = 15_000

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[str]:
    with chromium_program.running() as address:
        yield address


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        await browser.close()


@pytest.fixture
async def open_page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[OpenPage]:
    """Open a page in a browser profile of its own: `await open_page()`, `await open_page(screens.PHONE)`."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    async def open_one(screen: screens.Screen = screens.DESKTOP) -> Page:
        context = await browser.new_context(**screen)
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        contexts.append(context)
        return await context.new_page()

    yield open_one
    await _photograph(contexts, request.node.name)
    for context in contexts:
        await context.close()
    assert not faults, f"scripts failed in the page: {faults}"


@pytest.fixture
async def page(open_page: OpenPage) -> Page:
    return await open_page()


async def _photograph(contexts: list[BrowserContext], test: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", test).strip("-")
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        suffix = "" if number == 1 else f"-{number}"
        await page.screenshot(path=SCREENSHOTS / f"{name}{suffix}.png")
