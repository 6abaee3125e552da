"""What runs when Bela runs? Database, content, bridge, understanding, health page: brought up in order, ended together."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
import uvloop
from aiohttp import web

import config
from bot import awaiting, errors, keeping, logs, registry_opening, reloading, reporting, stalls
from bot.figures import Figures
from bot.guard import guarding
from bot.leading import Leading
from bot.publishing.draft_watch import DraftWatch
from bot.publishing.publishing import Publisher
from bot.rasa import client
from bot.rasa import errors as rasa_errors
from bot.rasa import service as rasa_service
from bot.runtime.assembly import Assembly
from bot.runtime.live_content import LiveContent
from bot.stopping import until_stopped
from bot.told import Told
from bot.understanding_service import Understanding
from bot.web import draft_key, draft_page, health_page, metrics_page, server, simulator_page, webhook
from bot.web.gate import Gate
from bot.web.simulator_child import SimulatorChild
from bot.webhook_hints import WebhookHints
from config.errors import ToldInBoth
from crm_sync import registry
from rocketchat_bridge import errors as bridge_errors
from rocketchat_bridge import login, token_file, webhooks

Say = Callable[[Told], None]

_log = structlog.get_logger()

#: New objects before each generation of the garbage collector is looked through.
_COLLECT_AFTER = (20_000, 20, 20)


def run(read: Callable[[], config.Deployment], *, folder: Path, say: Say) -> None:
    """Answer people until SIGINT or SIGTERM; `folder` is the deployment's, `read` reads it, and again at SIGHUP.

    Raises errors.CannotRun and the parts' own errors.
    """
    deployment = read()
    bot = token_file.further(deployment)
    figures = Figures()
    logs.configure(deployment.data_folder / "log" / (f"bela.{bot}.log" if bot else "bela.log"), figures)
    uvloop.run(until_stopped(serve(deployment, read=read, folder=folder, figures=figures, say=say)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What was brought up."""

    deployment: config.Deployment
    #: The deployment's, with the draft beside it.
    folder: Path
    people: registry.Registry
    publisher: Publisher
    content: LiveContent
    settings: reloading.Settings
    understanding: Understanding
    leading: Leading
    hints: WebhookHints
    drafts: DraftWatch
    simulator: SimulatorChild
    figures: Figures


async def serve(
    deployment: config.Deployment,
    *,
    read: Callable[[], config.Deployment],
    folder: Path,
    figures: Figures,
    say: Say,
) -> None:
    """Bring everything up and keep it going until cancelled."""
    hang_ups = reloading.hang_ups()
    async with AsyncExitStack() as stack:
        people = await stack.enter_async_context(registry_opening.opened(deployment, say=say, patient=True))
        credentials(deployment)  # asked for now: who has none shall not wait for the content to hear of it
        simulator = await stack.enter_async_context(SimulatorChild(folder))
        parts = await _brought_up(
            deployment, read, folder, people=people, simulator=simulator, figures=figures, say=say
        )
        await stack.enter_async_context(server.serve(_routes(parts), port=deployment.health_port))
        url = deployment.rocketchat.url
        say(Told(f"Conectando ao Rocket.Chat em {url}…", f"Connecting to Rocket.Chat at {url}…"))
        await _together(
            parts.leading.run(),
            _hear_webhooks(deployment, parts.hints),
            guarding.beside(deployment, people=people),
            parts.content.watch(),
            parts.settings.keep(hang_ups),
            parts.drafts.watch(),
            stalls.watch(figures),
            keeping.keep_short(
                people,
                content=lambda: parts.content.published().flows.content,
                deployment=parts.settings.in_force,
                now=_now,
            ),
            _understand(deployment, parts.understanding, content=parts.content, say=say),
        )


async def _brought_up(
    deployment: config.Deployment,
    read: Callable[[], config.Deployment],
    folder: Path,
    *,
    people: registry.Registry,
    simulator: SimulatorChild,
    figures: Figures,
    say: Say,
) -> _Parts:
    """Everything that hears and speaks, around the registry and the published content."""
    say(Told("Preparando o conteúdo…", "Preparing the content…"))
    publisher = Publisher(deployment, people.content, now=_now)
    content = await awaiting.database(lambda: LiveContent.open(publisher), say=say)
    settings = reloading.Settings(deployment, read=read, content=content, say=say)
    _spare_collector()
    understanding = Understanding(since=_now())
    leading = _leading(
        deployment, settings, content=content, people=people, understanding=understanding, figures=figures
    )
    return _Parts(
        deployment=deployment,
        folder=folder,
        people=people,
        publisher=publisher,
        content=content,
        settings=settings,
        understanding=understanding,
        leading=leading,
        hints=WebhookHints(people.hints, nudge=leading.nudge),
        drafts=DraftWatch(folder, deployment.content, live=lambda: content.folder),
        simulator=simulator,
        figures=figures,
    )


def _routes(parts: _Parts) -> list[web.RouteDef]:
    """Every address at the health port."""
    reporter = reporting.Reporter(
        settings=parts.settings,
        leading=parts.leading,
        registry=parts.people,
        understanding=parts.understanding,
        content=parts.content,
        now=_now,
    )
    return [
        *health_page.routes(reporter.report),
        *metrics_page.routes(reporter.report, parts.figures),
        *_webhook_routes(parts.deployment, parts.hints),
        *_draft_routes(parts),
    ]


def _leading(
    deployment: config.Deployment,
    settings: reloading.Settings,
    *,
    content: LiveContent,
    people: registry.Registry,
    understanding: Understanding,
    figures: Figures,
) -> Leading:
    """Who of several processes hears and speaks for the bot: each reign has an assembly of its own."""
    leadership = people.leadership(bot=deployment.rocketchat.bot_username, holder=_process())
    return Leading(
        leadership,
        assemble=lambda fence: Assembly(
            settings.in_force,
            credentials=credentials(deployment),
            content=content,
            people=people.under(fence),
            understanding=understanding,
            now=_now,
            granted=leadership.granted,
            figures=figures,
        ),
    )


def _draft_routes(parts: _Parts) -> list[web.RouteDef]:
    """The pages for editors, behind the draft's key."""
    gate = Gate(key=draft_key.keep(parts.deployment.data_folder))
    page = draft_page.DraftPage(
        publisher=parts.publisher, drafts=parts.drafts, folder=parts.folder, gate=gate
    )
    simulator = simulator_page.SimulatorPage(gate=gate, child=parts.simulator, beside_draft=True)
    return [*page.routes(), *simulator.routes()]


def _webhook_routes(deployment: config.Deployment, hints: WebhookHints) -> list[web.RouteDef]:
    """Where Rocket.Chat's webhooks arrive; nowhere without a secret."""
    secret = deployment.secrets.webhook_secret
    if secret is None:
        return []
    return webhook.routes(webhooks.Receiver(secret=secret.reveal(), nudge=hints.receive))


async def _hear_webhooks(deployment: config.Deployment, hints: WebhookHints) -> None:
    """Hear of webhooks that came in at other processes, where there are any."""
    if deployment.secrets.webhook_secret is not None:
        await hints.listen()


def credentials(deployment: config.Deployment) -> login.Credentials:
    """The bot's login: a token where there is one, else the password. Raises errors.SecretMissing."""
    token = token_file.in_force(deployment)
    if token:
        return login.Token(token=token)
    if deployment.secrets.bot_password:
        password = deployment.secrets.bot_password.reveal()
        return login.Password(username=deployment.rocketchat.bot_username, password=password)
    raise errors.SecretMissing(
        "BELA_ROCKETCHAT_TOKEN", Told("crie-o com «bela provision»", "make it with «bela provision»")
    )


async def _understand(
    deployment: config.Deployment, understanding: Understanding, *, content: LiveContent, say: Say
) -> None:
    """Keep Rasa behind the understanding; without it Bela works on, and the health page says so."""
    token = deployment.secrets.rasa_token.reveal() if deployment.secrets.rasa_token else None
    if deployment.rasa.url:
        async with client.RasaClient(deployment.rasa.url, token, now=_now) as rasa:
            rasa.expect()
            understanding.use(rasa)
            await asyncio.Event().wait()
    say(
        Told(
            "Iniciando o Rasa (entendimento de frases livres)…", "Starting Rasa (understands free sentences)…"
        )
    )
    try:
        async with rasa_service.own(
            lambda: content.folder,
            data_folder=deployment.data_folder,
            now=_now,
            progress=say,
            token=token,
        ) as rasa:
            understanding.use(rasa)
            await rasa.available()
            say(
                Told(
                    "Rasa pronto: a Bela entende frases livres.",
                    "Rasa is ready: Bela understands free sentences.",
                )
            )
            await asyncio.Event().wait()
    except (rasa_errors.RasaNotInstalled, rasa_errors.ExamplesInvalid, rasa_errors.TrainingFailed) as error:
        _log.warning("understanding_unavailable", kind=type(error).__name__)
        understanding.fail(type(error).__name__, at=_now())
        say(Told(f"Aviso: {error.told.pt}.", f"Warning: {error.told.en}."))


def _spare_collector() -> None:
    """Content is large and lives for ever: leave it out of every collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


async def _together(*parts: Coroutine[Any, Any, None]) -> None:
    """Run them side by side; the first to fail ends all, with its own error."""
    try:
        async with asyncio.TaskGroup() as group:
            for part in parts:
                group.create_task(part)
    except* (bridge_errors.LoginRefused, errors.CannotRun) as refused:
        told = _first(refused).told
        raise errors.CannotRun(told.pt, told.en) from refused


def _first(group: BaseExceptionGroup[ToldInBoth]) -> ToldInBoth:
    """The innermost first error."""
    error: ToldInBoth | BaseExceptionGroup[ToldInBoth] = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _process() -> str:
    """This process, as people name it."""
    return f"{socket.gethostname()}:{os.getpid()}"


def _now() -> datetime:
    return datetime.now(UTC)
