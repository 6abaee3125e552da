"""The simulator's page by itself, without the rest of Bela: on loopback, until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import config
from bot.told import Told
from bot.web import draft_key, server
from bot.web.gate import Gate
from bot.web.simulator_child import SimulatorChild
from bot.web.simulator_page import SimulatorPage


async def serve(
    deployment: config.Deployment, *, folder: Path, port: int, say: Callable[[Told], None]
) -> None:
    """Serve the page until cancelled; `folder` is the deployment's. Raises errors.PortBusy."""
    gate = Gate(key=draft_key.keep(deployment.data_folder))
    async with SimulatorChild(folder) as child:
        page = SimulatorPage(gate=gate, child=child, beside_draft=False)
        async with server.serve(page.routes(), port=port, chosen_by="--port") as listening:
            address = draft_key.address(deployment.data_folder, listening, path=draft_key.SIMULATOR)
            say(
                Told(
                    f"Abra no navegador:\n\n  {address}\n\nCtrl-C encerra.",
                    f"Open in the browser:\n\n  {address}\n\nCtrl-C ends.",
                )
            )
            await asyncio.Event().wait()
