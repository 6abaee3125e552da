"""In which order does the demonstration come up, and what does the person at the terminal see?"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

import config
from bot import errors
from bot.demo import demo_secrets
from bot.demo.children import Child
from bot.told import Language, Told, alike
from bot.web import draft_key
from rocketchat_bridge import admin, provisioning, token_file

Say = Callable[[Told], None]

_LOOK_EVERY: Final = 0.2
#: One look takes no longer than this, however busy the machine is.
_ANSWER_WITHIN: Final = aiohttp.ClientTimeout(total=5.0)
#: Learning and starting take Rasa a minute or two; after this the addresses are shown without it.
_UNDERSTANDING_WITHIN: Final = 300.0


def run(deployment: config.Deployment, *, folder: Path, language: Language, say: Say) -> None:
    """Show everything until Ctrl-C, the bot's own words in that language. Raises errors.CannotRun with one sentence."""
    asyncio.run(_show(deployment, folder, language, say))


async def _show(deployment: config.Deployment, folder: Path, language: Language, say: Say) -> None:
    started = time.monotonic()
    ports = (_port(deployment.rocketchat.url), deployment.health_port)
    _check_parts()
    for port, variable in zip(ports, ("BELA_ROCKETCHAT_URL", "BELA_HEALTH_PORT"), strict=True):
        _check_free(port, variable)
    stopping = _stopping()
    async with AsyncExitStack() as stack:
        stack.callback(say, Told("Tudo encerrado.", "All ended."))
        if await _done_before(stopping, _bring_up(stack, deployment, folder, language, say)):
            say(_addresses(deployment, time.monotonic() - started))
            await stopping.wait()
        say(Told("\nEncerrando…", "\nEnding…"))


async def _bring_up(
    stack: AsyncExitStack, deployment: config.Deployment, folder: Path, language: Language, say: Say
) -> None:
    environment = {**os.environ, **demo_secrets.keep(deployment.data_folder), "BELA_DEPLOYMENT": str(folder)}
    log = deployment.data_folder / "log" / "sandbox.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    say(Told("Iniciando o Rocket.Chat de demonstração…", "Starting the Rocket.Chat of the demonstration…"))
    port = str(_port(deployment.rocketchat.url))
    command = [sys.executable, "-m", "sandbox", "--port", port, "--demo"]
    sandbox = await Child.start(
        Told("O Rocket.Chat de demonstração", "The Rocket.Chat of the demonstration"),
        command,
        environment=environment,
        log=log,
    )
    stack.push_async_callback(sandbox.stop)
    await sandbox.while_running(
        asyncio.create_task(_answers(f"{deployment.rocketchat.url}/api/info")), log=log
    )
    say(
        Told(
            "Preparando o servidor: robô, permissões, departamentos…",
            "Preparing the server: bot, permissions, departments…",
        )
    )
    await asyncio.to_thread(_provision, folder, environment)
    command = [sys.executable, "-m", "bot", "run", "--lang", language]
    bot = await Child.start(alike("Bela"), command, environment=environment)
    stack.push_async_callback(bot.stop)
    await bot.while_running(
        asyncio.create_task(_well(f"http://127.0.0.1:{deployment.health_port}/health", say=say))
    )


def _provision(folder: Path, environment: Mapping[str, str]) -> None:
    """The stand-in is empty at each start; the bot's new token goes where the bot looks for it."""
    deployment = config.load(folder, environment=environment)
    with admin.Server(deployment.rocketchat.url) as server:
        done = provisioning.provision(server, deployment)
    if done.bot_token:
        token_file.keep(deployment.data_folder, done.bot_token)


async def _answers(url: str) -> None:
    """Wait until the address answers."""
    async with aiohttp.ClientSession(timeout=_ANSWER_WITHIN) as session:
        while True:
            try:
                async with session.get(url) as answer:
                    if answer.ok:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(_LOOK_EVERY)


async def _well(url: str, *, say: Say) -> None:
    """Wait until every part works; when understanding alone stays away, go on without it and say so."""
    patient_until = time.monotonic() + _UNDERSTANDING_WITHIN
    async with aiohttp.ClientSession(timeout=_ANSWER_WITHIN) as session:
        while True:
            lost = await _lost(session, url)
            starting = any("iniciando" in sentence for sentence in lost or ())
            if lost is not None and (not starting or time.monotonic() > patient_until):
                for sentence in lost:
                    say(Told(f"Aviso: {sentence}.", f"Warning, as the page of health tells it: {sentence}."))
                return
            await asyncio.sleep(_LOOK_EVERY)


async def _lost(session: aiohttp.ClientSession, url: str) -> list[str] | None:
    """What is lost while people are answered all the same; None while they are not answered yet."""
    try:
        async with session.get(url) as answer:
            report = await answer.json()
    except (aiohttp.ClientError, TimeoutError):
        return None
    if report["state"] == "down":
        return None
    return [part["sentence"] for part in report["parts"] if part["state"] != "well"]


async def _done_before(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Whether the work was done before somebody stopped it."""
    waiting, working = asyncio.create_task(stopping.wait()), asyncio.create_task(work)
    await asyncio.wait({waiting, working}, return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        waiting.cancel()
        await working
        return True
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    return False


def _stopping() -> asyncio.Event:
    """An event that Ctrl-C and SIGTERM set."""
    event = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, event.set)
    return event


def _check_parts() -> None:
    if not Path("sandbox/node_modules/@rocket.chat/livechat").is_dir():
        raise errors.PartMissing(
            "O widget do Rocket.Chat não está instalado; rode: make demo",
            "The widget of Rocket.Chat is not installed; run: make demo",
        )


def _check_free(port: int, variable: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise errors.PortBusy(port, variable) from error


def _port(url: str) -> int:
    return urlsplit(url).port or 80


def _addresses(deployment: config.Deployment, seconds: float) -> Told:
    server = deployment.rocketchat.url
    folder, port = deployment.data_folder, deployment.health_port
    draft, simulator = (
        draft_key.address(folder, port),
        draft_key.address(folder, port, path=draft_key.SIMULATOR),
    )
    return Told(
        f"\nPronto em {seconds:.0f} s. Abra no navegador:\n\n"
        f"  Página do cidadão    {server}/\n"
        f"  Mesa dos atendentes  {server}/desk\n"
        f"  Saúde da Bela        http://127.0.0.1:{port}/\n"
        f"  Rascunho             {draft}\n"
        f"  Simulador            {simulator}\n\n"
        "Ctrl-C encerra tudo.\n",
        f"\nReady within {seconds:.0f} s. Open in the browser:\n\n"
        f"  The citizen's page   {server}/\n"
        f"  The agents' desk     {server}/desk\n"
        f"  Bela's health        http://127.0.0.1:{port}/\n"
        f"  The draft            {draft}\n"
        f"  The simulator        {simulator}\n\n"
        "Ctrl-C ends everything.\n",
    )
