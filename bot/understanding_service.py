"""Who understands free words right now? Rasa, once it is there; until then nobody, and Bela works on without."""

from __future__ import annotations

from datetime import datetime

from bot.engine.turn import Parse
from bot.rasa import client


class Understanding:
    """Stands in for Rasa from the first moment on; `use` puts the real one behind it."""

    def __init__(self, *, since: datetime) -> None:
        """Begin without Rasa."""
        self._client: client.RasaClient | None = None
        self._status = client.Status(available=False, since=since, reason="starting")

    async def parse(self, text: str) -> Parse | None:
        """What the text means; None while Rasa is away."""
        return await self._client.parse(text) if self._client else None

    @property
    def status(self) -> client.Status:
        """Whether Rasa answers, since when, and why not."""
        return self._client.status if self._client else self._status

    def use(self, rasa: client.RasaClient) -> None:
        """From now on ask this one."""
        self._client = rasa

    def fail(self, reason: str, *, at: datetime) -> None:
        """There will be no Rasa: it is not installed, or could not learn."""
        self._client = None
        self._status = client.Status(available=False, since=at, reason=reason)
