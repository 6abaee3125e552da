"""The demonstration's deployment and the demonstration's server fit together."""

import asyncio
from pathlib import Path

import config
from rocketchat_bridge import admin, checking, provisioning
from rocketchat_bridge.findings import Finding
from sandbox import Sandbox, SandboxSettings

DEMO = Path(__file__).parents[3] / "config" / "demo"
ADMIN = {"BELA_ROCKETCHAT_ADMIN_USERNAME": "admin", "BELA_ROCKETCHAT_ADMIN_PASSWORD": "admin-demo"}


def prepare(url: str) -> tuple[provisioning.Provisioned, tuple[Finding, ...]]:
    environment = {"BELA_ROCKETCHAT_URL": url, **ADMIN}
    with admin.Server(url) as server:
        done = provisioning.provision(server, config.load(DEMO, environment=environment))
        environment["BELA_ROCKETCHAT_TOKEN"] = done.bot_token or ""
        return done, checking.check(server, config.load(DEMO, environment=environment))


async def test_provisioning_the_demonstration_leaves_nothing_to_do() -> None:
    """The people that deployment.yml names live on the demo server, and every finding is good afterwards."""
    async with Sandbox(SandboxSettings(demo=True)) as box:
        done, findings = await asyncio.to_thread(prepare, box.url)
    assert done.undone == ()
    assert [finding.told.pt for finding in findings if finding.level != "ok"] == []
