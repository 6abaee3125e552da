"""What does a text mean? Asked of a Rasa server over HTTP; a Rasa that is away costs an answer nothing but its meaning."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson
import structlog

from bot.engine import turn
from bot.rasa import errors

_log = structlog.get_logger(__name__)

#: Characters of a text that Rasa gets to see: a long repetitive line costs it seconds.
LONGEST_TEXT = 300
#: A text that every model can read, to find out whether Rasa is back.
_PROBE = "oi"
#: Intents told besides the likeliest.
_NEAREST = 4
_SWAP_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How understanding is doing, for the health page."""

    #: False while Rasa is away; menus, numbers, keywords and red flags work on.
    available: bool
    #: Since when it is so.
    since: datetime
    #: Why it is away: the kind of error, or the HTTP status. Never a text or an address.
    reason: str | None = None


class _Unusable(Exception):
    """An answer that says nothing about the text."""


class RasaClient:
    """Asks one Rasa server. Lost after one failure; then looked for in the background, and used again once it answers."""

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        now: Callable[[], datetime],
        timeout: timedelta = timedelta(seconds=1.5),
        probe_every: timedelta = timedelta(seconds=3),
    ) -> None:
        """`url` has no slash at its end; `token` is what the server was started with, None for a server without."""
        self._url = url
        self._query = {"token": token} if token else {}
        self._now = now
        self._timeout = aiohttp.ClientTimeout(total=timeout.total_seconds())
        self._probe_every = probe_every.total_seconds()
        self._status = Status(available=True, since=now())
        self._back = asyncio.Event()
        self._back.set()
        self._session: aiohttp.ClientSession | None = None
        self._probing: asyncio.Task[None] | None = None

    @property
    def status(self) -> Status:
        """Whether Rasa answers, since when, and why not."""
        return self._status

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the search for a lost Rasa, and the connections."""
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def parse(self, text: str) -> turn.Parse | None:
        """Return what the text means; None when it has no words, or Rasa is away. Never raises."""
        words = text[:LONGEST_TEXT].strip()
        if not self._status.available or not any(
            map(str.isalnum, words)
        ):  # Rasa guesses where there are no words
            return None
        try:
            return await self._ask(words)
        except (aiohttp.ClientError, TimeoutError, OSError, _Unusable) as error:
            self._lose(error)
            return None

    def expect(self) -> None:
        """Treat Rasa as away until it answers, without a warning: it is only starting."""
        self._look_for(Status(available=False, since=self._now(), reason="starting"))

    async def available(self) -> None:
        """Wait until Rasa answers: asks at once, then every few seconds."""
        while await self.parse(_PROBE) is None:
            await self._back.wait()

    async def swap(self, model: Path) -> None:
        """Let a Rasa on this machine go over to another model, while it answers.

        Raises:
            ModelRefused: it did not; it goes on with the one it had.
        """
        try:
            async with self._http().put(
                f"{self._url}/model",
                params=self._query,
                json={"model_file": str(model)},
                timeout=aiohttp.ClientTimeout(total=_SWAP_SECONDS),
            ) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise errors.ModelRefused(model, type(error).__name__) from error
        if status != HTTPStatus.NO_CONTENT:
            raise errors.ModelRefused(model, f"HTTP {status}")

    async def _ask(self, text: str) -> turn.Parse:
        async with self._http().post(
            f"{self._url}/model/parse", params=self._query, json={"text": text}, timeout=self._timeout
        ) as response:
            if response.status != HTTPStatus.OK:
                raise _Unusable(f"HTTP {response.status}")
            return _read(await response.read())

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _lose(self, error: Exception) -> None:
        if not self._status.available:
            return
        reason = str(error) if isinstance(error, _Unusable) else type(error).__name__
        _log.warning("rasa_lost", reason=reason)
        self._look_for(Status(available=False, since=self._now(), reason=reason))

    def _look_for(self, status: Status) -> None:
        self._status = status
        self._back.clear()
        self._probing = asyncio.create_task(self._probe(), name="looking for Rasa")

    async def _probe(self) -> None:
        while not self._status.available:
            await asyncio.sleep(self._probe_every)
            try:
                await self._ask(_PROBE)
            except (aiohttp.ClientError, TimeoutError, OSError, _Unusable):
                continue
            lost_at = self._status.since
            self._status = Status(available=True, since=self._now())
            self._back.set()
            _log.info("rasa_back", away_seconds=round((self._status.since - lost_at).total_seconds(), 1))


def _read(body: bytes) -> turn.Parse:
    """Take the meaning out of Rasa's answer; what is not of Rasa's shape is an unusable answer."""
    try:
        read = orjson.loads(body)
        intent = read["intent"]
        return turn.Parse(
            intent=str(intent["name"]),
            confidence=float(intent["confidence"]),
            others=_others(read, intent["name"]),
        )
    except (KeyError, TypeError, ValueError):
        raise _Unusable("no intent in the answer") from None


def _others(read: dict[str, Any], first: object) -> tuple[tuple[str, float], ...]:
    ranking = read.get("intent_ranking", ())[: _NEAREST + 1]
    named = ((str(intent["name"]), float(intent["confidence"])) for intent in ranking)
    return tuple(pair for pair in named if pair[0] != first)[:_NEAREST]
