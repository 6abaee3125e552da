"""The whole of Bela for browser tests: what `bela demo` starts, with people at both ends."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests
from playwright.async_api import Page, expect

from tests import demo_process
from tests.browser.citizen import Author, Citizen
from tests.browser.desk import AgentDesk
from tests.polling import until
from tests.talk import DEMO, ROOT

ANA = "ana.urgencia"
BRUNO = "bruno.atendimento"
#: Seconds within which Bela reaches a department again in which nobody was online, on a busy machine.
CALLED_AGAIN_WITHIN = 50.0
#: Seconds within which a text that was published is said.
LIVE_WITHIN = 5.0
#: Seconds within which Rasa, ended by force, answers again.
BACK_WITHIN = 90.0

#: Greeting, consent, name and age: what the citizen writes, and what Bela asks then.
OPENING = (
    ("oi", "Posso fazer perguntas"),
    ("pode sim", "Qual é o seu nome"),
    ("Maria da Silva", "Quantos anos"),
    ("34", "Em que cidade"),
)
SYMPTOMS = "O que você está sentindo"

_ADMIN = {"user": "admin", "password": "admin-demo"}
_PASSWORD = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Sandbox, PostgreSQL, Rasa and bot as processes, and a content pack that a test may edit."""

    demo: demo_process.Demo
    pack: Path

    async def citizen(self, page: Page) -> Citizen:
        """Somebody opens the chat on the city hall's page."""
        return await Citizen.at_city_hall(page, self.demo.url)

    async def agent(self, page: Page, username: str) -> AgentDesk:
        """An agent signs in, and takes conversations from now on."""
        desk = await AgentDesk.sign_in(page, self.demo.url, username, _PASSWORD)
        await desk.set_available(available=True)
        return desk

    async def health(self, page: Page, headline: str, *, within: float | None = None) -> None:
        """Look at the health page until it says this; it renews itself."""
        if page.url.rstrip("/") != self.demo.health_url:
            await page.goto(self.demo.health_url)
        heading = page.get_by_role("heading", name=headline, exact=True)
        await expect(heading).to_be_visible(timeout=within and within * 1000)

    async def publish(self) -> None:
        """Publish what was saved in the pack as an admin does, and wait until Bela has taken it over."""
        command = [sys.executable, "-m", "bot", "flows", "publish", "--by", "ana", "--note", "saudação nova"]
        publishing = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=self.demo.environment)
        assert await publishing.wait() == 0
        log = self.demo.folder / "log" / "bela.log"

        async def told() -> bool:
            return "content_live" in log.read_text(encoding="utf-8")

        await until(told, within=LIVE_WITHIN)

    def slow(self, seconds: float) -> None:
        """Let every answer of Rocket.Chat's REST interface be late by so much from now on."""
        address = f"{self.demo.url}/sandbox/faults"
        requests.post(address, json={"latency": seconds}, timeout=10).raise_for_status()

    def rasa(self) -> psutil.Process:
        """Rasa's own process."""
        return self.demo.part("inside_rasa.py")


@contextmanager
def running() -> Generator[Whole]:
    """Everything that `bela demo` starts, on a copy of the demonstration's deployment and content."""
    with demo_process.prepared() as demo:
        pack = _copy_of_deployment(demo)
        demo.start()
        try:
            demo.says("Pronto em")
            _lift_call_limits(demo.url)
            yield Whole(demo=demo, pack=pack)
        finally:
            demo.end()


async def play(citizen: Citizen, *turns: tuple[str, str]) -> str:
    """The citizen writes and waits for these words, again and again; gives the last text heard."""
    heard = ""
    for text, answer in turns:
        await citizen.says(text)
        heard = await citizen.hears(answer)
    return heard


async def heard_after(citizen: Citizen, words: str) -> list[str]:
    """What others said, on the citizen's screen, after the line that holds these words."""
    lines = [line for line in await citizen.transcript() if line.author is not Author.SYSTEM]
    [place] = [number for number, line in enumerate(lines) if words in line.text]
    return [line.text for line in lines[place + 1 :] if line.author is Author.OTHER]


def _copy_of_deployment(demo: demo_process.Demo) -> Path:
    """The folders lie to each other as they do in the repository, so that the deployment finds the pack."""
    pack = demo.folder / "flows" / "covid19"
    shutil.copytree(ROOT / "flows" / "covid19", pack)
    deployment = demo.folder / "config" / "demo"
    shutil.copytree(DEMO, deployment)
    demo.environment["BELA_DEPLOYMENT"] = str(deployment)
    return pack


def _lift_call_limits(url: str) -> None:
    """As an administrator does for many citizens behind one address: all of the tests' come from this machine."""
    with requests.Session() as session:
        answer = session.post(f"{url}/api/v1/login", json=_ADMIN, timeout=10)
        answer.raise_for_status()
        signed_in = answer.json()["data"]
        session.headers.update({"X-User-Id": signed_in["userId"], "X-Auth-Token": signed_in["authToken"]})
        setting = f"{url}/api/v1/settings/API_Enable_Rate_Limiter"
        session.post(setting, json={"value": False}, timeout=10).raise_for_status()
