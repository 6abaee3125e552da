"""Is Bela's own house in order? Database, content, understanding, port, clock: one finding each, with its remedy.

What a Rocket.Chat server lacks is `rocketchat_bridge.checking`'s question.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import aiohttp

import config
from bot.content.errors import ContentInvalid
from bot.linting import linter
from bot.publishing import compiling
from bot.rasa import environment
from bot.told import Told
from config import Secret
from crm_sync import database_facts
from crm_sync import errors as registry_errors
from rocketchat_bridge.findings import Finding, Level

#: Bela's messages and Rocket.Chat's are put in order by two clocks.
_CLOCKS_APART: Final = timedelta(seconds=5)
_WITHIN: Final = aiohttp.ClientTimeout(total=5)


async def check(deployment: config.Deployment, *, now: Callable[[], datetime]) -> tuple[Finding, ...]:
    """Look at everything of Bela's own; changes nothing and raises nothing of the parts'."""
    content = await asyncio.to_thread(_content, deployment)
    return (
        _master_key(deployment.secrets.master_key),
        await _database(deployment),
        content,
        await _understanding(deployment),
        await _clock(deployment.rocketchat.url, now=now),
        *await _webhook(deployment),
        *_port(deployment.health_port),
    )


def _master_key(key: Secret | None) -> Finding:
    if key:
        return Finding(
            level=Level.ok,
            what=Told(
                "há uma chave mestra; guarde uma cópia fora desta máquina",
                "there is a master key; keep a copy outside this machine",
            ),
        )
    return Finding(
        level=Level.fault,
        what=Told("falta BELA_MASTER_KEY", "BELA_MASTER_KEY is missing"),
        remedy=Told(
            "gere uma com «bela key» e guarde-a no .env", "make one with «bela key» and keep it in .env"
        ),
    )


async def _database(deployment: config.Deployment) -> Finding:
    url = deployment.secrets.database_url
    if url is None:
        return Finding(
            level=Level.ok,
            what=Told(
                "sem DATABASE_URL: a Bela inicia o seu próprio PostgreSQL",
                "without DATABASE_URL: Bela starts a PostgreSQL of her own",
            ),
        )
    try:
        facts = await database_facts.read(url.reveal())
    except (registry_errors.DatabaseRefused, registry_errors.DatabaseUrlInvalid) as error:
        return Finding(level=Level.fault, what=error.told)
    except registry_errors.DatabaseUnavailable as error:
        return Finding(
            level=Level.fault,
            what=Told(
                "o PostgreSQL de DATABASE_URL não responde", "the PostgreSQL of DATABASE_URL does not answer"
            ),
            remedy=error.told,
        )
    if facts.major < database_facts.OLDEST_MAJOR:
        return Finding(
            level=Level.fault,
            what=Told(
                f"o PostgreSQL {facts.version} é antigo demais", f"PostgreSQL {facts.version} is too old"
            ),
            remedy=Told(
                f"atualize para a versão {database_facts.OLDEST_MAJOR} ou mais nova",
                f"upgrade to version {database_facts.OLDEST_MAJOR} or newer",
            ),
        )
    return Finding(
        level=Level.ok,
        what=Told(
            f"PostgreSQL {facts.version} responde, com {facts.size_mb} MB",
            f"PostgreSQL {facts.version} answers, with {facts.size_mb} MB",
        ),
    )


def _content(deployment: config.Deployment) -> Finding:
    try:
        content = compiling.read(deployment.content, deployment)
    except ContentInvalid as error:
        return Finding(
            level=Level.warning,
            what=Told(
                "o rascunho do conteúdo tem $count erro(s): $first",
                "the draft of the content has $count error(s): $first",
            ).filled(count=str(len(error.faults)), first=linter.finding_of(error.faults[0]).placed),
            remedy=Told("rode: bela flows check", "run: bela flows check"),
        )
    known = [risk_class.id for risk_class in content.protocol.classes]
    if strangers := deployment.watching.severe.strangers(known):
        return Finding(
            level=Level.fault,
            what=Told(
                f"severe_watch vigia classes que o protocolo não tem: {', '.join(strangers)}",
                f"severe_watch watches classes that the protocol does not have: {', '.join(strangers)}",
            ),
            remedy=Told(
                f"escreva em severe_watch.classes as do protocolo: {', '.join(known)}",
                f"write those of the protocol into severe_watch.classes: {', '.join(known)}",
            ),
        )
    return Finding(
        level=Level.ok,
        what=Told(
            f"o rascunho do conteúdo se lê: {content.title} {content.version}",
            f"the draft of the content can be read: {content.title} {content.version}",
        ),
    )


async def _understanding(deployment: config.Deployment) -> Finding:
    if deployment.rasa.url is None:
        if environment.PYTHON.exists():
            return Finding(
                level=Level.ok,
                what=Told("o Rasa está instalado e a Bela o inicia", "Rasa is installed, and Bela starts it"),
            )
        return Finding(
            level=Level.warning,
            what=Told(
                "o Rasa não está instalado: frases livres não são entendidas",
                "Rasa is not installed: free sentences are not understood",
            ),
            remedy=Told(
                "rode: python3 requirements/install.py rasa", "run: python3 requirements/install.py rasa"
            ),
        )
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN) as session,
            session.get(f"{deployment.rasa.url}/version") as answer,
        ):
            version = (await answer.json())["version"]
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return Finding(
            level=Level.warning,
            what=Told(
                f"o Rasa em {deployment.rasa.url} não responde: frases livres não são entendidas",
                f"Rasa at {deployment.rasa.url} does not answer: free sentences are not understood",
            ),
            remedy=Told("inicie-o, ou confira rasa.url", "start it, or check rasa.url"),
        )
    return Finding(
        level=Level.ok,
        what=Told(
            f"Rasa {version} responde em {deployment.rasa.url}",
            f"Rasa {version} answers at {deployment.rasa.url}",
        ),
    )


async def _clock(url: str, *, now: Callable[[], datetime]) -> Finding:
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN) as session,
            session.get(f"{url}/api/info") as answer,
        ):
            there = parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return Finding(
            level=Level.warning,
            what=Told(
                "o relógio do Rocket.Chat não pôde ser lido", "the clock of Rocket.Chat could not be read"
            ),
            remedy=Told(
                "confira rocketchat.url e se o servidor está no ar",
                "check rocketchat.url and whether the server is running",
            ),
        )
    apart = abs(now() - there)
    if apart > _CLOCKS_APART:
        return Finding(
            level=Level.warning,
            what=Told(
                f"os relógios da Bela e do Rocket.Chat diferem em {apart.total_seconds():.0f} s",
                f"the clocks of Bela and Rocket.Chat differ by {apart.total_seconds():.0f} s",
            ),
            remedy=Told(
                "ligue o ajuste automático da hora (NTP) nas duas máquinas",
                "switch on the automatic setting of the clock (NTP) on both machines",
            ),
        )
    return Finding(
        level=Level.ok,
        what=Told(
            "os relógios da Bela e do Rocket.Chat andam juntos",
            "the clocks of Bela and Rocket.Chat go together",
        ),
    )


async def _webhook(deployment: config.Deployment) -> tuple[Finding, ...]:
    """Does the way that webhooks take end at a Bela? Asked without the secret, so that nothing is told by it."""
    url, has_secret = deployment.rocketchat.webhook_url, deployment.secrets.webhook_secret is not None
    if url is None:
        return ()
    if not has_secret:
        return (
            Finding(
                level=Level.fault,
                what=Told(
                    "há rocketchat.webhook_url, mas falta BELA_WEBHOOK_SECRET: webhooks não são recebidos",
                    "there is rocketchat.webhook_url, but BELA_WEBHOOK_SECRET is missing: webhooks are not received",
                ),
                remedy=Told(
                    "ponha um texto longo e aleatório em BELA_WEBHOOK_SECRET e rode: bela provision",
                    "put a long random text into BELA_WEBHOOK_SECRET and run: bela provision",
                ),
            ),
        )
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN) as session,
            session.post(url, allow_redirects=False) as answer,
        ):
            status = str(answer.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        status = type(error).__name__
    if status == str(HTTPStatus.UNAUTHORIZED.value):
        return (
            Finding(
                level=Level.ok,
                what=Told(
                    f"em {url} a Bela recebe webhooks de quem sabe o segredo",
                    f"at {url} Bela receives webhooks from who knows the secret",
                ),
            ),
        )
    return (
        Finding(
            level=Level.warning,
            what=Told(
                f"em {url} nenhuma Bela recebe webhooks ({status})",
                f"at {url} no Bela receives webhooks ({status})",
            ),
            remedy=Told(
                "inicie a Bela; confira o endereço e se o proxy passa /rocketchat/webhook à porta de saúde",
                "start Bela; check the address and whether the proxy passes /rocketchat/webhook on to the health port",
            ),
        ),
    )


def _port(port: int) -> Iterator[Finding]:
    with socket.socket() as tried:
        if tried.connect_ex(("127.0.0.1", port)) == 0:
            yield Finding(
                level=Level.ok,
                what=Told(
                    f"algo já escuta na porta {port}: a Bela está no ar, ou outro programa",
                    f"something listens on port {port} already: Bela is running, or another program",
                ),
            )
