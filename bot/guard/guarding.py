"""Who sees to it that people reach people when Bela is dead? Rocket.Chat gives a dead bot every new conversation.

The guard takes the bot out of routing first, and later passes on the conversations that it left unanswered (`passing_on`).
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

import structlog

import config
from bot import errors, logs
from bot.figures import Figures
from bot.guard import passing_on
from bot.guard.passing_on import PassingOn
from bot.guard.routing_switch import RoutingSwitch
from bot.stopping import until_stopped
from bot.told import Told
from crm_sync import address, registry
from crm_sync import errors as registry_errors
from crm_sync.leadership import Leadership
from rocketchat_bridge.admin_errors import AdminError

#: Seconds between two looks at a bot.
LOOK_EVERY: Final = 2.0
#: Looks between two questions to Rocket.Chat whether all is still as it was settled: another guard may have changed it.
_LOOK_CLOSELY: Final = 15
#: Looks between two at the rooms that a silent bot has.
_LOOK_AT_ROOMS: Final = 3
#: A bot that was heard of within this lives.
LIVES_FOR: Final = timedelta(seconds=4)

_log = structlog.get_logger()


#: As whom the guard leads for a moment, told to nobody.
_HOLDER: Final = "guarda"

#: Time since the bot was last connected, None when it never was; may raise registry_errors.DatabaseUnavailable.
Silence = Callable[[], Awaitable[timedelta | None]]


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


def run(deployment: config.Deployment, *, say: Callable[[Told], None]) -> None:
    """Guard every bot of the deployment until SIGINT or SIGTERM.

    Raises:
        errors.SecretMissing: the database's address or the administrator's account is not there.
    """
    if deployment.secrets.database_url is None:
        raise errors.SecretMissing(
            "DATABASE_URL",
            Told(
                "a guarda olha o mesmo PostgreSQL que a Bela; ponha-o no .env",
                "the guard watches the same PostgreSQL as Bela; put it into .env",
            ),
        )
    switch = _switch(deployment)
    if switch is None:
        raise errors.SecretMissing(
            ", ".join(deployment.secrets.missing_administrator),
            Told(
                "a guarda muda o robô com uma conta de administração; ponha-a no .env",
                "the guard changes the bot with an administrator's account; put it into .env",
            ),
        )
    logs.configure(deployment.data_folder / "log" / "guard.log", Figures())
    url = address.checked(deployment.secrets.database_url.reveal())
    bots = ", ".join(deployment.rocketchat.bots)
    say(Told(f"Guardando: {bots}.", f"Guarding: {bots}."))
    guards = _guards(
        deployment,
        deployment.rocketchat.bots,
        leadership=lambda bot: Leadership(url, bot=bot, holder=_HOLDER),
        switch=switch,
    )
    asyncio.run(until_stopped(_watch(guards)))


async def beside(deployment: config.Deployment, *, people: registry.Registry) -> None:
    """Guard the process's own bot, where the administrator's account is known; until cancelled."""
    switch = _switch(deployment)
    if switch is not None:
        await _watch(
            _guards(
                deployment,
                (deployment.rocketchat.bot_username,),
                leadership=lambda bot: people.leadership(bot=bot, holder=_HOLDER),
                switch=switch,
            )
        )


def _guards(
    deployment: config.Deployment,
    bots: Sequence[str],
    *,
    leadership: Callable[[str], Leadership],
    switch: RoutingSwitch,
) -> list[Guard]:
    watching = deployment.watching

    def guard(bot: str) -> Guard:
        term = leadership(bot)
        passing = PassingOn(
            bot=bot,
            rooms=switch,
            departments=passing_on.in_order(deployment),
            samu=deployment.emergency.samu,
            languages=deployment.languages,
            instead=term.instead,
            after=watching.guard_rooms_after,
        )
        return Guard(
            bot=bot, silence=term.silence, switch=switch, after=watching.guard_after, passing=passing
        )

    return [guard(bot) for bot in bots]


async def _watch(guards: Sequence[Guard]) -> None:
    await asyncio.gather(*(guard.watch() for guard in guards))


def _switch(deployment: config.Deployment) -> RoutingSwitch | None:
    username, password = deployment.secrets.admin_username, deployment.secrets.admin_password
    if username is None or password is None:
        return None
    return RoutingSwitch(deployment, username=username.reveal(), password=password.reveal())


@dataclass(slots=True, kw_only=True)
class Guard:
    """Watches one bot user's sign of life."""

    bot: str
    silence: Silence
    switch: Switch
    #: Silence after which the bot is taken out.
    after: timedelta
    passing: PassingOn
    #: Seconds that only grow.
    clock: Callable[[], float] = time.monotonic
    #: What routing was brought to; None when that is to be done anew.
    _settled: bool | None = None
    #: Since when Rocket.Chat has done what the guard asked.
    _obeyed_since: float | None = None
    _refused: bool = False

    async def watch(self) -> None:
        """Take the bot out of routing while nothing lives, pass on what it left, and put it back; until cancelled."""
        heard_at = self.clock()
        for look in itertools.count():
            heard_at = await self._heard(otherwise=heard_at)
            try:
                await self._act(look, timedelta(seconds=self.clock() - heard_at))
            except AdminError as error:
                if not self._refused:
                    _log.warning("guard_cannot_act", bot=self.bot, why=type(error).__name__)
                self._settled, self._obeyed_since, self._refused = None, None, True
            await asyncio.sleep(LOOK_EVERY)

    async def _act(self, look: int, silent_for: timedelta) -> None:
        """Raises AdminError."""
        wanted = self._wanted(silent_for)
        if wanted is not None and (wanted is not self._settled or look % _LOOK_CLOSELY == 0):
            await asyncio.to_thread(self._settle, wanted, silent_for)
            self._settled, self._refused = wanted, False
            self._obeyed_since = self._obeyed_since or self.clock()
        if wanted:
            self.passing.forget()
        elif self._settled is False and look % _LOOK_AT_ROOMS == 0:
            await self.passing.look(act=self._patient_enough(silent_for))

    def _patient_enough(self, silent_for: timedelta) -> bool:
        """Whether conversations may be passed on: a Bela that only waited for Rocket.Chat had its time to come back with it."""
        obeyed_for = 0.0 if self._obeyed_since is None else self.clock() - self._obeyed_since
        return min(silent_for.total_seconds(), obeyed_for) >= self.passing.after.total_seconds()

    async def _heard(self, *, otherwise: float) -> float:
        """When the bot was last heard of; a database that is away tells nothing new."""
        try:
            silence = await self.silence()
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
