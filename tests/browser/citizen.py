"""How does a test play the citizen? At the published widget: opening it, writing, reading what comes.

Nothing here sleeps: each step waits until the page shows its result, at most the patience of `tests/browser/conftest.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from re import Pattern
from typing import Self

from playwright.async_api import FrameLocator, Locator, Page, expect

_MESSAGE = "li[id][class*='message-container']"
_OWN = "[class*='message-container--reverse']"
_SYSTEM = "[class*='message-container--system']"
_FROM_OTHERS = f"{_MESSAGE}:not({_OWN}):not({_SYSTEM})"
# The widget shows system lines on the citizen's side.
_FROM_CITIZEN = f"{_MESSAGE}{_OWN}:not({_SYSTEM})"
# The button for files becomes the one that sends when something is written.
_SEND = "[class*='composer__action'] svg[viewBox='0 0 24 24']"

_READ_LINES = f"""items => items.map(item => [
    item.matches("{_SYSTEM}") ? "system" : item.matches("{_OWN}") ? "citizen" : "other",
    [...item.querySelectorAll("[class*='message-text']")].map(text => text.innerText.trim()).join("\\n"),
])"""


class Author(StrEnum):
    """Who wrote a line of the widget's transcript; the widget does not tell a bot from a human."""

    CITIZEN = "citizen"
    OTHER = "other"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the citizen reads it, markup rendered."""

    author: Author
    text: str


class Citizen:
    """A person at the widget."""

    def __init__(self, page: Page, widget: Page | FrameLocator) -> None:
        self.page = page
        self._widget = widget
        self._last_heard = ""

    @classmethod
    async def at_city_hall(cls, page: Page, url: str) -> Self:
        """Open the city hall's page and press its button; the widget opens inside the page."""
        await page.goto(url)
        await page.get_by_role("link", name="Conversar com a Bela").click()
        return await cls(page, page.frame_locator("#rocketchat-iframe"))._ready()

    @classmethod
    async def at_widget(cls, page: Page, url: str) -> Self:
        """Open the widget as a page of its own."""
        await page.goto(f"{url}/livechat?mode=popout")
        return await cls(page, page)._ready()

    async def _ready(self) -> Self:
        await expect(self._widget.locator("[class*='screen__inner']")).to_be_visible()
        return self

    @property
    def composer(self) -> Locator:
        """The field one writes in."""
        return self._widget.locator("[contenteditable]")

    @property
    def own_messages(self) -> Locator:
        """What the citizen said, as shown."""
        return self._widget.locator(_FROM_CITIZEN)

    @property
    def typing(self) -> Locator:
        """The dots that say somebody is writing."""
        return self._widget.locator("div[class*='typing-dots']")

    @property
    def alert(self) -> Locator:
        """The widget's bar for bad news, such as a lost connection."""
        return self._widget.get_by_role("alert")

    async def name(self) -> str:
        """How the server calls this citizen until somebody asks for the real name: "guest-7"."""
        name: str = await self.page.evaluate("JSON.parse(localStorage.store).user.username")
        return name

    async def introduce(self, name: str, email: str | None = None) -> None:
        """Fill in the registration form, where the server asks for one."""
        await self._widget.locator("input[name='name']").fill(name)
        if email is not None:
            await self._widget.locator("input[name='email']").fill(email)
        await self._widget.locator("form button[type='submit'], form button").first.click()
        await expect(self.composer).to_be_visible()

    async def says(self, text: str) -> None:
        """Write a message and wait until the widget shows it, which it does when the server has published it."""
        before = await self.own_messages.count()
        await self.types(text)
        await expect(self.own_messages).to_have_count(before + 1)

    async def types(self, text: str) -> None:
        """Write a message without waiting for it to come back."""
        # The widget draws its field anew, from HTML, when the first character arrives: the rest has to wait for that.
        await self.composer.press_sequentially(text[:1])
        await expect(self._widget.locator(_SEND)).to_be_visible()
        await self.page.keyboard.insert_text(text[1:])
        await self.composer.press("Enter")

    async def hears(self, text: str | Pattern[str], *, patience: float | None = None) -> str:
        """Wait for a message of the other side that contains `text` and follows the last one heard; gives all of its text.

        Messages in between are passed over. `patience` is in seconds.
        """
        found = self._unheard().filter(has_text=text).first
        await expect(found).to_be_visible(timeout=patience and patience * 1000)
        self._last_heard = await found.get_attribute("id") or ""
        return (await found.locator("[class*='message-text']").first.inner_text()).strip()

    def _unheard(self) -> Locator:
        if not self._last_heard:
            return self._widget.locator(_FROM_OTHERS)
        return self._widget.locator(f'li[id="{self._last_heard}"] ~ {_FROM_OTHERS}')

    async def end_of(self, text: str) -> float:
        """How far down the page, in pixels, the message with these words reaches."""
        box = await self._widget.locator(_MESSAGE).filter(has_text=text).first.bounding_box()
        assert box is not None
        return box["y"] + box["height"]

    async def sees_the_last_line(self) -> None:
        """Wait until the newest line is on the screen, not only in the page."""
        await expect(self._widget.locator(_MESSAGE).last).to_be_in_viewport()

    async def transcript(self) -> list[Line]:
        """The whole conversation as shown now, oldest line first."""
        lines = await self._widget.locator(_MESSAGE).evaluate_all(_READ_LINES)
        return [Line(Author(author), text) for author, text in lines]
