"""One sandbox: the world, its REST and DDP interfaces and its pages, on one loopback port."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Self

from aiohttp import web

from sandbox import assets, citizens, control, demo, faults, hooks, journal, noise, pages, webhooks, witness
from sandbox.ddp import gateway, publishing
from sandbox.rest import api
from sandbox.settings import VERSIONS, SandboxSettings
from sandbox.world import World

if TYPE_CHECKING:
    from types import TracebackType

_LOOPBACK = "127.0.0.1"
_LARGEST_BODY = 128 * 1024 * 1024


class Sandbox:
    """A Rocket.Chat Omnichannel stand-in; use it as an asynchronous context manager, or `start` and `stop` it."""

    def __init__(self, settings: SandboxSettings | None = None) -> None:
        self.settings = settings or SandboxSettings()
        self.faults = faults.Faults(self.settings.faults)
        self.journal = journal.Journal(self.settings.journal_size)
        self.hooks = hooks.Hooks()
        self.world = World(
            now=self.settings.now,
            seed=self.settings.seed,
            enterprise=self.settings.enterprise,
            pretends_nobody_online=lambda: self.faults.plan.nobody_online,
        )
        self.gateway = gateway.Gateway(
            world=self.world,
            faults=self.faults,
            journal=self.journal,
            hooks=self.hooks,
            rate_limits=self.settings.rate_limits,
            version=VERSIONS[self.settings.style],
            department_limit=self.settings.department_limit,
        )
        self.world.listen(publishing.Publisher(self.world, self.gateway.hub))
        self._citizens = citizens.Citizens(self.world)
        self._noise = noise.Noise(self.world, self.faults)
        self.world.listen(self._noise)
        self._webhooks = webhooks.Sender(self.world, self.journal)
        self.world.listen(self._webhooks)
        self._witness = witness.Witness(self.settings.witness)
        self._runner: web.AppRunner | None = None
        self._heart: asyncio.Task[None] | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """The address, without trailing slash; empty before the start."""
        return self._url

    def citizen(self, **who: str) -> citizens.Citizen:
        """A citizen who writes and reads without the network; see `sandbox.citizens`."""
        return self._citizens.arrive(**who)

    async def start(self) -> None:
        """Listen; `url` tells where. OSError when the port is taken."""
        listener = socket.create_server((_LOOPBACK, self.settings.port), backlog=1024)
        self._url = f"http://{_LOOPBACK}:{listener.getsockname()[1]}"
        if self.settings.demo:
            demo.seed(self.world)
        self._witness.open()
        await self._webhooks.start()
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        self._heart = asyncio.create_task(self.gateway.keep_alive())

    async def stop(self) -> None:
        """Close every connection and the port."""
        if self._runner is None or self._heart is None:
            return
        self._heart.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._heart
        self.gateway.stop()
        self._noise.stop()
        await self.gateway.close_all(1001)
        await self._webhooks.stop()
        await self._runner.cleanup()
        self._witness.close()
        self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _application(self) -> web.Application:
        rest = api.Api(
            world=self.world,
            gateway=self.gateway,
            style=self.settings.style,
            url=self._url,
            rate_limits=self.settings.rate_limits,
            witness=self._witness,
        )
        application = web.Application(client_max_size=_LARGEST_BODY)
        application.router.add_route("*", "/api/v1/{path:.*}", rest.handle)
        application.router.add_route("GET", "/api/{path:info}", rest.handle)
        application.router.add_get("/websocket", self.gateway.handle)
        application.add_routes(assets.Assets(self.world).routes())
        application.add_routes(pages.routes(self._url))
        application.add_routes(control.Control(self.gateway).routes())
        return application
