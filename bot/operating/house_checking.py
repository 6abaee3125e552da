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
from bot.publishing import compiling
from bot.rasa import environment
from config import Secret
from crm_sync import database_facts
from crm_sync import errors as registry_errors
from rocketchat_bridge.checking import Finding, Level

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
        return Finding(level=Level.ok, what="há uma chave mestra; guarde uma cópia fora desta máquina")
    return Finding(
        level=Level.fault, what="falta BELA_MASTER_KEY", remedy="gere uma com «bela key» e guarde-a no .env"
    )


async def _database(deployment: config.Deployment) -> Finding:
    url = deployment.secrets.database_url
    if url is None:
        return Finding(level=Level.ok, what="sem DATABASE_URL: a Bela inicia o seu próprio PostgreSQL")
    try:
        facts = await database_facts.read(url.reveal())
    except registry_errors.DatabaseUnavailable as error:
        return Finding(level=Level.fault, what="o PostgreSQL de DATABASE_URL não responde", remedy=str(error))
    if facts.major < database_facts.OLDEST_MAJOR:
        return Finding(
            level=Level.fault,
            what=f"o PostgreSQL {facts.version} é antigo demais",
            remedy=f"atualize para a versão {database_facts.OLDEST_MAJOR} ou mais nova",
        )
    return Finding(level=Level.ok, what=f"PostgreSQL {facts.version} responde, com {facts.size_mb} MB")


def _content(deployment: config.Deployment) -> Finding:
    try:
        content = compiling.read(deployment.content, deployment)
    except ContentInvalid as error:
        return Finding(
            level=Level.warning,
            what=f"o rascunho do conteúdo tem {len(error.faults)} erro(s): {error.faults[0]}",
            remedy="rode: bela flows check",
        )
    known = [risk_class.id for risk_class in content.protocol.classes]
    if strangers := deployment.watching.severe.strangers(known):
        return Finding(
            level=Level.fault,
            what=f"severe_watch vigia classes que o protocolo não tem: {', '.join(strangers)}",
            remedy=f"escreva em severe_watch.classes as do protocolo: {', '.join(known)}",
        )
    return Finding(level=Level.ok, what=f"o rascunho do conteúdo se lê: {content.title} {content.version}")


async def _understanding(deployment: config.Deployment) -> Finding:
    if deployment.rasa.url is None:
        if environment.PYTHON.exists():
            return Finding(level=Level.ok, what="o Rasa está instalado e a Bela o inicia")
        return Finding(
            level=Level.warning,
            what="o Rasa não está instalado: frases livres não são entendidas",
            remedy="rode: python3 requirements/install.py rasa",
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
            what=f"o Rasa em {deployment.rasa.url} não responde: frases livres não são entendidas",
            remedy="inicie-o, ou confira rasa.url",
        )
    return Finding(level=Level.ok, what=f"Rasa {version} responde em {deployment.rasa.url}")


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
            what="o relógio do Rocket.Chat não pôde ser lido",
            remedy="confira rocketchat.url e se o servidor está no ar",
        )
    apart = abs(now() - there)
    if apart > _CLOCKS_APART:
        return Finding(
            level=Level.warning,
            what=f"os relógios da Bela e do Rocket.Chat diferem em {apart.total_seconds():.0f} s",
            remedy="ligue o ajuste automático da hora (NTP) nas duas máquinas",
        )
    return Finding(level=Level.ok, what="os relógios da Bela e do Rocket.Chat andam juntos")


async def _webhook(deployment: config.Deployment) -> tuple[Finding, ...]:
    """Does the way that webhooks take end at a Bela? Asked without the secret, so that nothing is told by it."""
    url, has_secret = deployment.rocketchat.webhook_url, deployment.secrets.webhook_secret is not None
    if url is None:
        return ()
    if not has_secret:
        return (
            Finding(
                level=Level.fault,
                what="há rocketchat.webhook_url, mas falta BELA_WEBHOOK_SECRET: webhooks não são recebidos",
                remedy="ponha um texto longo e aleatório em BELA_WEBHOOK_SECRET e rode: bela provision",
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
        return (Finding(level=Level.ok, what=f"em {url} a Bela recebe webhooks de quem sabe o segredo"),)
    return (
        Finding(
            level=Level.warning,
            what=f"em {url} nenhuma Bela recebe webhooks ({status})",
            remedy="inicie a Bela; confira o endereço e se o proxy passa /rocketchat/webhook à porta de saúde",
        ),
    )


def _port(port: int) -> Iterator[Finding]:
    with socket.socket() as tried:
        if tried.connect_ex(("127.0.0.1", port)) == 0:
            yield Finding(
                level=Level.ok, what=f"algo já escuta na porta {port}: a Bela está no ar, ou outro programa"
            )
