"""How does a test play the agent? At the desk page: signing in, taking or opening a conversation, answering, forwarding, closing."""

from dataclasses import dataclass
from itertools import starmap
from re import Pattern
from typing import Self

from playwright.async_api import Locator, Page, expect

_READ_LINES = """items => items.map(item => [
    item.className.match(/line--(\\w+)/)[1],
    [...item.querySelectorAll(".said, .line__event, .note")].map(text => text.innerText.trim()).join("\\n"),
])"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the desk: `kind` is "visitor", "own", "colleague" or "system"."""

    kind: str
    text: str


class AgentDesk:
    """An agent at the desk page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def sign_in(cls, page: Page, url: str, username: str, password: str) -> Self:
        """Sign in and wait until the desk hears the server."""
        await page.goto(f"{url}/desk")
        desk = cls(page)
        await desk.fill_in(username, password)
        await desk.is_connected()
        return desk

    async def fill_in(self, username: str, password: str) -> None:
        """Send the sign-in form, whatever comes of it."""
        await self.page.get_by_label("Usuário").fill(username)
        await self.page.get_by_label("Senha").fill(password)
        await self.page.get_by_role("button", name="Entrar").click()

    async def is_connected(self) -> None:
        """Wait until realtime events arrive and everything before them has been read."""
        await expect(self.page.locator("#link")).to_have_text("Conectado")

    @property
    def waiting(self) -> Locator:
        """The entries of the queue."""
        return self.page.locator("#waiting > li")

    @property
    def rooms(self) -> Locator:
        """The entries of the agent's own conversations."""
        return self.page.locator("#rooms > li")

    @property
    def fault(self) -> Locator:
        """The sentence shown when something did not work."""
        return self.page.locator(".fault:visible")

    @property
    def ended(self) -> Locator:
        """Why nothing can be written in the open conversation any more."""
        return self.page.locator("#ended")

    @property
    def typing(self) -> Locator:
        """The line that says the citizen is writing."""
        return self.page.locator("#typing")

    def lines(self, kind: str = "") -> Locator:
        """The lines of the open conversation, of one kind or all."""
        return self.page.locator(f"#log > .line--{kind}" if kind else "#log > .line")

    async def take(self, visitor: str | Pattern[str]) -> None:
        """Take a waiting conversation; it opens."""
        entry = self.waiting.filter(has_text=visitor).first
        await entry.get_by_role("button", name="Atender").click()
        await self._opened(visitor)

    async def open(self, visitor: str | Pattern[str]) -> None:
        """Open one of the agent's own conversations, waiting for it to arrive."""
        await self.rooms.filter(has_text=visitor).first.get_by_role("button").click()
        await self._opened(visitor)

    async def gets(self, visitor: str, *, within: float) -> None:
        """Wait so many seconds for a conversation to arrive among the agent's own, and open it."""
        await expect(self.rooms.filter(has_text=visitor)).to_be_visible(timeout=within * 1000)
        await self.open(visitor)

    async def _opened(self, visitor: str | Pattern[str]) -> None:
        await expect(self.page.locator("#conversation-name")).to_contain_text(visitor)

    async def hears(self, text: str | Pattern[str]) -> None:
        """Wait for a message of the citizen in the open conversation."""
        await expect(self.lines("visitor").filter(has_text=text).first).to_be_visible()

    async def reads(self, text: str | Pattern[str]) -> None:
        """Wait for a line of any kind (a note, a transfer, a colleague's words) in the open conversation."""
        await expect(self.lines().filter(has_text=text).first).to_be_visible()

    async def answers(self, text: str) -> None:
        """Write an answer and wait until the server has published it."""
        before = await self.lines("own").count()
        await self.page.get_by_label("Sua resposta").fill(text)
        await self.page.get_by_label("Sua resposta").press("Enter")
        await expect(self.lines("own")).to_have_count(before + 1)
        await expect(self.page.locator("#log > .line--own[data-unsent]")).to_have_count(0)

    async def forward(self, department: str, comment: str = "") -> None:
        """Forward the open conversation; it is the agent's no more."""
        await self.ask_to_forward(department, comment)
        await expect(self.ended).to_contain_text(f"encaminhada para {department}")

    async def ask_to_forward(self, department: str, comment: str = "") -> None:
        """Send the forward dialog, whatever comes of it."""
        await self.page.get_by_role("button", name="Encaminhar").click()
        dialog = self.page.get_by_role("dialog", name="Encaminhar a conversa")
        await dialog.get_by_label("Departamento").select_option(label=department)
        await dialog.get_by_label("Comentário").fill(comment)
        await dialog.get_by_role("button", name="Encaminhar").click()

    async def close(self, comment: str) -> None:
        """Close the open conversation."""
        await self.page.get_by_role("button", name="Encerrar").click()
        dialog = self.page.get_by_role("dialog", name="Encerrar a conversa")
        await dialog.get_by_label("Comentário").fill(comment)
        await dialog.get_by_role("button", name="Encerrar").click()
        await expect(self.ended).to_have_text("Conversa encerrada.")

    async def set_available(self, *, available: bool) -> None:
        """Put the switch where it should be."""
        switch = self.page.get_by_role("switch")
        if (await switch.get_attribute("aria-checked") == "true") is not available:
            await switch.click()
        await expect(switch).to_have_attribute("aria-checked", str(available).lower())

    async def transcript(self) -> list[Line]:
        """The whole open conversation as shown now, oldest line first."""
        return list(starmap(Line, await self.lines().evaluate_all(_READ_LINES)))
