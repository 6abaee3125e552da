"""Fixtures of tests in a real browser: a made-up `city`, `open_page` and `page`.

When a test ends each page it opened is photographed (var/screenshots/<test>.png). Ask for `city`, or a server of your own,
before the pages, so that it still runs then.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, WebError, async_playwright, expect

from tests.browser import chromium as chromium_program
from tests.browser import city as cities
from tests.browser import screens

SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"

#: Milliseconds any single expectation may wait; the two cores of a test machine are shared.
PATIENCE_MS = 15_000

#: Where our own pages are.
_OURS = ("/desk", "/draft", "/draft/simulator")

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture(autouse=True)  # ruff: ignore[pytest-fixture-autouse] - no test of the folder may be left out
def every_request_fits(requests_fit: None) -> None:
    """What the widget and the desk send fits Rocket.Chat's validators of 8.8.1."""


@pytest.fixture
async def city() -> AsyncIterator[cities.City]:
    async with cities.running() as city:
        yield city


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
        context.on("weberror", lambda fault: faults.extend(_faults_of_ours(fault)))
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


def _faults_of_ours(fault: WebError) -> list[str]:
    """The published widget has faults of its own; a page of ours may have none."""
    ours = fault.page is not None and fault.page.url.partition("?")[0].endswith(_OURS)
    return [f"{fault.error.message}\n{fault.error.stack}"] if ours else []


async def _photograph(contexts: list[BrowserContext], test: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", test).strip("-")
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        suffix = "" if number == 1 else f"-{number}"
        await page.screenshot(path=SCREENSHOTS / f"{name}{suffix}.png")
