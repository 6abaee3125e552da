"""The bundle for whoever helps, and the look at Bela's own house."""

from __future__ import annotations

import asyncio
import re
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

import config
from bot.operating import diagnostics, house_checking
from bot.told import alike
from bot.web import server, webhook
from rocketchat_bridge import webhooks
from rocketchat_bridge.findings import Finding, Level
from sandbox import Sandbox
from tests import prepared_server

#: Secrets that are in force while the bundle is made.
SECRETS = {"BELA_ROCKETCHAT_TOKEN": "cristal-de-rocha", "BELA_RASA_TOKEN": "pedra-sabao"}
AT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


@pytest.fixture
async def city(tmp_path):
    async with Sandbox() as box:
        yield prepared_server.City(box, tmp_path / "pedra-azul")


def deployment(city: prepared_server.City, postgres_url: str) -> config.Deployment:
    folder = city.folder.path.parent / "dados"
    environment = {**prepared_server.ADMIN, **SECRETS, "DATABASE_URL": postgres_url}
    return city.deployment({**environment, "BELA_DATA_FOLDER": str(folder), "BELA_HEALTH_PORT": "9"})


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of everything in a bundle."""
    with tarfile.open(path) as archive:
        for entry in archive.getmembers():
            file = archive.extractfile(entry)
            assert file is not None
            yield entry.name.removeprefix("bela-diagnostics/"), file.read().decode()


async def test_the_bundle_helps_and_holds_no_secret_and_nobody(city, postgres_url, tmp_path):
    """Settings, versions, findings, database and log ends are in it; tokens, passwords and telephones are not."""
    settings = deployment(city, postgres_url)
    log = settings.data_folder / "log" / "bela.log"
    log.parent.mkdir(parents=True)
    log.write_text(f'{{"event": "bridge_lost", "why": "{SECRETS["BELA_ROCKETCHAT_TOKEN"]} 85 98877-6655"}}\n')
    findings = [Finding(level=Level.fault, what=alike("falta algo"), remedy=alike("ponha"))]
    parts = await diagnostics.gather(settings, findings, say=lambda _: None)
    path = tmp_path / "bela.tar.gz"
    diagnostics.write(path, parts, at=AT)
    told = dict(read(path))
    assert path.stat().st_mode & 0o077 == 0
    assert "pedra-azul" in told["settings.txt"]
    assert "aiohttp" in told["versions.txt"]
    assert told["check.txt"] == "[falta] falta algo → ponha"
    assert '"fsync": true' in told["database.json"]
    assert "bridge_lost" in told["log/bela.log"]
    assert "não responde" in told["health.txt"]
    everything = "\n".join(told.values())
    for hidden in (*SECRETS.values(), *prepared_server.ADMIN.values(), "98877-6655", postgres_url):
        assert hidden not in everything


async def test_a_bundle_is_never_written_over_another(tmp_path):
    """An earlier bundle stays as it was."""
    path = tmp_path / "bela.tar.gz"
    diagnostics.write(path, {"a.txt": "a"}, at=AT)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        diagnostics.write(path, {"b.txt": "b"}, at=AT)
    assert path.read_bytes() == before


async def found(settings: config.Deployment, *, ahead: timedelta = timedelta(0)) -> list[str]:
    findings = await house_checking.check(settings, now=lambda: datetime.now(UTC) + ahead)
    return [finding.told.pt for finding in findings]


async def test_bela_looks_at_her_own_house(city, postgres_url):
    """A database that answers, a draft with a mistake and clocks that agree are each told; the missing key has its remedy."""
    told = await found(deployment(city, postgres_url))
    assert any(line.startswith("[ok] PostgreSQL ") for line in told)
    assert any(line.startswith("[aviso] o rascunho do conteúdo tem 1 erro(s)") for line in told)
    assert "[ok] os relógios da Bela e do Rocket.Chat andam juntos" in told
    assert "[falta] falta BELA_MASTER_KEY → gere uma com «bela key» e guarde-a no .env" in told


async def test_what_is_away_or_apart_is_told_with_its_remedy(city, unused_tcp_port):
    """A database and a Rasa that do not answer, and a clock that is wrong, are one line each."""
    url = f"postgresql://bela:segredo@127.0.0.1:{unused_tcp_port}/bela"
    rasa = {"BELA_RASA_URL": f"http://127.0.0.1:{unused_tcp_port}"}
    settings = await asyncio.to_thread(city.deployment, {"DATABASE_URL": url, **rasa})
    told = await found(settings, ahead=timedelta(minutes=3))
    assert any(line.startswith("[falta] o PostgreSQL de DATABASE_URL não responde → ") for line in told)
    assert any("não responde: frases livres não são entendidas → " in line for line in told)
    # The header has whole seconds, so up to one more is read.
    assert any(
        re.match(r"\[aviso\] os relógios da Bela e do Rocket\.Chat diferem em 18[01] s → ", line)
        for line in told
    )
    assert "segredo" not in "\n".join(told)


async def test_a_database_that_refuses_the_password_is_told_so(city, postgres_url):
    """It answers, so nobody is sent to look whether it runs; the password is not told."""
    url = make_conninfo(postgres_url, password="segredo")
    told = await found(await asyncio.to_thread(city.deployment, {"DATABASE_URL": url}))
    assert any(
        re.match(r"\[falta\] O banco de dados em .* respondeu, mas não deixou a Bela entrar", line)
        for line in told
    )
    assert "segredo" not in "\n".join(told)


async def test_the_way_of_webhooks_is_tried(city, unused_tcp_port):
    """An address where no Bela receives webhooks, and a missing secret, each have a remedy; a Bela that asks for the secret is well."""
    url = f"http://127.0.0.1:{unused_tcp_port}/rocketchat/webhook"
    used = {"BELA_WEBHOOK_URL": url, "BELA_WEBHOOK_SECRET": "turmalina"}
    without = await asyncio.to_thread(city.deployment, used | {"BELA_WEBHOOK_SECRET": ""})
    assert any(re.match(r"\[falta\] .*falta BELA_WEBHOOK_SECRET.* → ", line) for line in await found(without))
    settings = await asyncio.to_thread(city.deployment, used)
    assert any(
        line.startswith(f"[aviso] em {url} nenhuma Bela recebe webhooks (") for line in await found(settings)
    )
    receiver = webhooks.Receiver(secret="turmalina", nudge=lambda *_: None)
    async with server.serve(webhook.routes(receiver), port=unused_tcp_port):
        assert f"[ok] em {url} a Bela recebe webhooks de quem sabe o segredo" in await found(settings)
