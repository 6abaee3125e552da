"""Who sees to it that people reach people when Bela is dead? Rocket.Chat gives a dead bot every new conversation."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final, Protocol

import structlog

import config
from bot import errors, logs
from bot.figures import Figures
from bot.routing_switch import RoutingSwitch
from bot.stopping import until_stopped
from crm_sync import errors as registry_errors
from crm_sync import heartbeat
from rocketchat_bridge.admin_errors import AdminError

#: Seconds between two looks at a bot.
LOOK_EVERY: Final = 2.0
#: Looks between two questions to Rocket.Chat whether all is still as it was settled: another guard may have changed it.
_LOOK_CLOSELY: Final = 15
#: A bot that was heard of within this lives.
LIVES_FOR: Final = timedelta(seconds=4)

_log = structlog.get_logger()


#: Time since a bot was last connected, None when it never was; may raise registry_errors.DatabaseUnavailable.
Silence = Callable[[str], Awaitable[timedelta | None]]


class Switch(Protocol):
    """Rocket.Chat's routing, as far as a guard uses it; every call may raise AdminError."""

    def is_in(self, bot: str) -> bool:
        """Whether new conversations go to the bot."""

    def take_out(self, bot: str) -> None:
        """Let them go to people."""

    def put_back(self, bot: str) -> None:
        """Let them begin with the bot again."""

    def tell_operators(self, text: str) -> None:
        """Say it in the operators' room, where there is one."""


def run(deployment: config.Deployment, *, say: Callable[[str], None]) -> None:
    """Guard every bot of the deployment until SIGINT or SIGTERM.

    Raises:
        errors.SecretMissing: the database's address or the administrator's account is not there.
    """
    if deployment.secrets.database_url is None:
        raise errors.SecretMissing(
            "DATABASE_URL", "a guarda olha o mesmo PostgreSQL que a Bela; ponha-o no .env"
        )
    switch = _switch(deployment)
    if switch is None:
        raise errors.SecretMissing(
            "BELA_ROCKETCHAT_ADMIN_USERNAME e BELA_ROCKETCHAT_ADMIN_PASSWORD",
            "a guarda muda o robô com uma conta de administração; ponha-a no .env",
        )
    logs.configure(deployment.data_folder / "log" / "guard.log", Figures())
    silence = partial(heartbeat.silence, deployment.secrets.database_url.reveal())
    say(f"Guardando: {', '.join(deployment.rocketchat.bots)}.")
    asyncio.run(until_stopped(_guard(deployment, deployment.rocketchat.bots, silence, switch)))


async def beside(deployment: config.Deployment, *, silence: Silence) -> None:
    """Guard the process's own bot, where the administrator's account is known; until cancelled."""
    switch = _switch(deployment)
    if switch is not None:
        await _guard(deployment, (deployment.rocketchat.bot_username,), silence, switch)


async def _guard(
    deployment: config.Deployment, bots: Sequence[str], silence: Silence, switch: Switch
) -> None:
    after = deployment.watching.guard_after
    guards = (Guard(bot=bot, silence=silence, switch=switch, after=after) for bot in bots)
    await asyncio.gather(*(guard.watch() for guard in guards))


def _switch(deployment: config.Deployment) -> Switch | None:
    username, password = deployment.secrets.admin_username, deployment.secrets.admin_password
    if username is None or password is None:
        return None
    return RoutingSwitch(deployment, username=username.reveal(), password=password.reveal())


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Watches one bot user's sign of life."""

    bot: str
    silence: Silence
    switch: Switch
    #: Silence after which the bot is taken out.
    after: timedelta
    #: Seconds that only grow.
    clock: Callable[[], float] = time.monotonic

    async def watch(self) -> None:
        """Take the bot out of routing while nothing lives, and put it back; until cancelled."""
        heard_at, settled, trouble = self.clock(), None, False
        for look in itertools.count():
            heard_at = await self._heard(otherwise=heard_at)
            silent_for = timedelta(seconds=self.clock() - heard_at)
            wanted = self._wanted(silent_for)
            if wanted is not None and (wanted is not settled or look % _LOOK_CLOSELY == 0):
                try:
                    await asyncio.to_thread(self._settle, wanted, silent_for)
                except AdminError as error:
                    if not trouble:
                        _log.warning("guard_cannot_act", bot=self.bot, why=type(error).__name__)
                    settled, trouble = None, True
                else:
                    settled, trouble = wanted, False
            await asyncio.sleep(LOOK_EVERY)

    async def _heard(self, *, otherwise: float) -> float:
        """When the bot was last heard of; a database that is away tells nothing new."""
        try:
            silence = await self.silence(self.bot)
        except registry_errors.DatabaseUnavailable:
            return otherwise
        return otherwise if silence is None else self.clock() - silence.total_seconds()

    def _wanted(self, silent_for: timedelta) -> bool | None:
        """Whether new conversations should go to the bot; None while it is too early to say."""
        if silent_for >= self.after:
            return False
        return True if silent_for <= LIVES_FOR else None

    def _settle(self, wanted: bool, silent_for: timedelta) -> None:  # ruff: ignore[boolean-type-hint-positional-argument] -- for to_thread
        """Runs in a thread: the calls wait for the server."""
        if self.switch.is_in(self.bot) is wanted:
            return
        if wanted:
            self.switch.put_back(self.bot)
            _log.info("bot_put_back", bot=self.bot)
            self.switch.tell_operators(
                f"O robô {self.bot} responde de novo: conversas novas voltam a começar com ele."
            )
        else:
            self.switch.take_out(self.bot)
            seconds = round(silent_for.total_seconds())
            _log.warning("bot_taken_out", bot=self.bot, silent_s=seconds)
            self.switch.tell_operators(
                f"O robô {self.bot} não responde há {seconds} segundos. Tirei-o da distribuição: conversas novas vão para as "
                "pessoas. Ele volta sozinho quando responder. Veja o processo da Bela e o banco de dados."
            )
