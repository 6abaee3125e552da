"""Each assumption, made untrue by a lying proxy, is reported as different; the others still hold."""

from pathlib import Path

import pytest

from rocketchat_bridge.admin_errors import AdminError
from rocketchat_bridge.contract import assumptions
from rocketchat_bridge.contract.report import Report, Verdict
from sandbox import Sandbox, SandboxSettings
from tests.integration.contract import lies
from tests.integration.contract.conftest import tried
from tests.integration.contract.lying_proxy import Lie, Proxy
from tests.prepared_server import City

#: Seconds after which what was swallowed is given up.
PATIENCE = 0.4


async def lied_to(tmp_path: Path, told: tuple[Lie, ...], *, rate_limits: bool = False) -> Report:
    async with Sandbox(SandboxSettings(rate_limits=rate_limits)) as box:
        await City(box, tmp_path / "cidade").provision()
        async with Proxy(box, told).running() as proxy:
            return await tried(proxy.url, patience=PATIENCE)


def differing(report: Report) -> set[str]:
    return {line.assumption.id for line in report.lines if line.verdict is Verdict.differs}


async def test_lies_that_hurt_nothing_else_are_all_found(tmp_path: Path) -> None:
    """More than thirty at once: exactly these differ, each with what was seen or what it means."""
    report = await lied_to(tmp_path, lies.ALONE, rate_limits=True)
    assert differing(report) == {lie.id for lie in lies.ALONE}


@pytest.mark.parametrize("group", lies.TOGETHER)
async def test_lies_that_end_a_scene_are_found_with_what_they_hide(tmp_path: Path, group: str) -> None:
    """What could not be tried because of a lie differs too, and only that."""
    told, follows = lies.TOGETHER[group]
    assert differing(await lied_to(tmp_path, told)) == {lie.id for lie in told} | follows


async def test_people_who_cannot_be_made_are_told_for_everything(tmp_path: Path) -> None:
    """The trial ends before it began; every line says why."""
    told = (Lie(id="admin.users", before=lies.on("POST users.update", lies.refused("não"))),)
    report = await lied_to(tmp_path, told)
    assert differing(report) == set(assumptions.BY_ID) - {"admin.version"}
    assert all("não pôde começar" in line.seen for line in report.lines if line.verdict is Verdict.differs)


async def test_a_server_that_is_no_rocket_chat_is_told_at_once(tmp_path: Path) -> None:
    """Without a version nothing is tried."""
    told = (Lie(id="admin.version", after=lies.on("GET info", lambda exchange: exchange.accept())),)
    with pytest.raises(AdminError, match=r"não é de um Rocket\.Chat"):
        await lied_to(tmp_path, told)


def test_every_assumption_has_its_lie() -> None:
    """A new assumption needs a way to be untrue; only a browser can show the external frame."""
    grouped = {lie.id for told, _ in lies.TOGETHER.values() for lie in told}
    missing = set(assumptions.BY_ID) - grouped - {lie.id for lie in lies.ALONE}
    assert missing == {"admin.version", "admin.users", "B6.external-frame"}
