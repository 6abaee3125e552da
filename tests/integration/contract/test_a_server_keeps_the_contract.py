"""The contract on a sandbox: everything holds, and nothing of the trial stays."""

import ast
import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from rocketchat_bridge import errors
from rocketchat_bridge.contract import asking, assumptions, running, stage
from rocketchat_bridge.contract.report import Verdict
from sandbox import Sandbox, SandboxSettings
from tests.integration.contract.conftest import tried
from tests.prepared_server import ADMIN, City

#: What a sandbox without rate limits, paid features and WhatsApp cannot show.
UNDECIDED = {"B5.public-limit", "B6.external-frame", "B9.other-channels"}


def traces(box: Sandbox) -> list[str]:
    """What bears the trial's name."""
    world = box.world
    names = [
        *(user["username"] for user in world.users),
        *(department["name"] for department in world.departments),
        *(room["fname"] for room in world.rooms),
    ]
    return [name for name in names if name.startswith(stage.PREFIX)]


async def test_everything_holds_in_both_styles(city: City) -> None:
    """Every assumption is tried; those that this server cannot show say why; nothing and nobody stays, no setting changes."""
    settings, permissions = dict(city.box.world.settings), city.box.world.permissions.listed()
    report = await tried(city.box.url)
    assert [str(line) for line in report.lines if line.verdict is Verdict.differs] == []
    assert {line.assumption.id for line in report.lines} == set(assumptions.BY_ID)
    undecided = {
        line.assumption.id: line.seen for line in report.lines if line.verdict is Verdict.undecidable
    }
    assert set(undecided) == UNDECIDED
    assert all(undecided.values())
    assert (report.left_behind, traces(city.box), len(city.box.world.visitors)) == ([], [], 0)
    assert (city.box.world.settings, city.box.world.permissions.listed()) == (settings, permissions)


async def test_every_unverified_fact_is_one_check_at_least() -> None:
    """B1 to B11, as they are numbered in what is known of Rocket.Chat."""
    known = {assumption.id.partition(".")[0] for assumption in assumptions.UNVERIFIED}
    assert known == {f"B{number}" for number in range(1, 12)}


def called_by_the_bridge() -> set[str]:
    """The routes in the bridge's own code: first arguments of `rest.get` and `rest.post`."""
    found = set()
    for path in Path(errors.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                on_rest = ast.unparse(node.func.value).endswith("rest") and node.func.attr in {"get", "post"}
                route = node.args[0]
                if on_rest and isinstance(route, ast.Constant):
                    found.add(str(route.value))
    return found


async def test_every_call_of_the_bridge_is_tried(one_city: City) -> None:
    """All routes in its code."""
    since = one_city.box.journal.mark()
    await tried(one_city.box.url)
    called = {entry.name for entry in one_city.box.journal if entry.number > since}
    routes = called_by_the_bridge()
    assert len(routes) > 10
    assert routes - called == set()


async def test_where_only_one_department_is_allowed_the_rest_is_still_tried(tmp_path: Path) -> None:
    """The Community edition's limit makes the hand-overs undecidable, with that reason."""
    async with Sandbox(SandboxSettings(rate_limits=False)) as box:
        city = City(box, tmp_path / "cidade")
        await city.provision()
        box.gateway.department_limit = 1
        report = await tried(box.url)
    undecided = {
        line.assumption.id: line.seen for line in report.lines if line.verdict is Verdict.undecidable
    }
    assert "departamento" in undecided["rest.forward"]
    assert [str(line) for line in report.lines if line.verdict is Verdict.differs] == []
    assert traces(box) == []


async def test_a_paid_edition_is_told_apart(tmp_path: Path) -> None:
    """Where the fallback department takes the room, nothing can be said of its having no effect."""
    async with Sandbox(SandboxSettings(rate_limits=False, enterprise=True)) as box:
        city = City(box, tmp_path / "cidade")
        await city.provision()
        report = await tried(box.url)
    assert {line.assumption.id: line.verdict for line in report.lines}["B4.fallback"] is Verdict.undecidable
    assert [str(line) for line in report.lines if line.verdict is Verdict.differs] == []


async def test_with_call_limits_the_public_limit_is_decided(tmp_path: Path) -> None:
    """The headers are read, and the sandbox counts our calls only."""
    async with Sandbox() as box:
        city = City(box, tmp_path / "cidade")
        await city.provision()
        report = await tried(box.url)
    assert {line.assumption.id: line.verdict for line in report.lines}["B5.public-limit"] is Verdict.holds
    assert not report.differs


async def test_a_server_in_use_is_left_alone_unless_told(one_city: City) -> None:
    """The number of open conversations is told; with the option the trial runs and does not touch them."""
    citizen = one_city.box.citizen(name="Dona Zefinha")
    citizen.write("oi")
    with pytest.raises(running.InUse, match="Há 1 conversas abertas"):
        await tried(one_city.box.url)
    report = await tried(one_city.box.url, with_open_conversations=True)
    assert not report.differs
    rooms = list(one_city.box.world.rooms)
    assert [(room["fname"], room.get("open")) for room in rooms] == [("Dona Zefinha", True)]
    assert [
        message["msg"]
        for message in one_city.box.world.messages.of_room(rooms[0]["_id"])
        if "t" not in message
    ] == ["oi"]


def command(city: City, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """`bela contract`, and its environment."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BELA_")},
        **ADMIN,
        "BELA_ROCKETCHAT_URL": city.box.url,
        "BELA_DEPLOYMENT": str(city.folder.path),
    }
    return [sys.executable, "-m", "bot", "contract", *arguments], environment


async def ran(city: City, *arguments: str) -> tuple[int | None, str]:
    words, environment = command(city, *arguments)
    process = await asyncio.create_subprocess_exec(
        *words, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    return process.returncode, output.decode()


async def test_what_differs_is_told_in_text_and_json_with_exit_code_1(one_city: City) -> None:
    """A bot that may not forward: what is assumed, what was seen, what it means; everything else holds or is undecidable."""
    one_city.box.world.permissions.replace("transfer-livechat-guest", ["admin"])
    code, output = await ran(one_city, "--json")
    told = json.loads(output)
    assert (code, told["differs"], told["left_behind"]) == (1, True, [])
    assert {check["id"] for check in told["checks"]} == set(assumptions.BY_ID)
    forward = next(check for check in told["checks"] if check["id"] == "rest.forward")
    assert forward["verdict"] == "differs"
    assert "403" in forward["seen"]
    text = "\n".join((await tried(one_city.box.url)).text())
    assert "[difere] rest.forward:" in text
    assert "visto: 403" in text
    assert "→ encaminhar a pessoas falharia; rode bela check" in text


@pytest.mark.parametrize("killed", [signal.SIGINT, signal.SIGKILL])
async def test_an_interrupted_trial_leaves_nothing_or_the_next_one_removes_it(
    one_city: City, killed: signal.Signals
) -> None:
    """Ctrl-C cleans up before it ends; what a killed trial left goes with the next."""
    words, environment = command(one_city)
    process = await asyncio.create_subprocess_exec(
        *words, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    await one_city.box.journal.wait_for(lambda entry: entry.name == "livechat/room.forward", timeout=90)
    process.send_signal(killed)
    await process.wait()
    if killed is signal.SIGKILL:
        assert traces(one_city.box)
        assert not (await tried(one_city.box.url)).differs
    assert traces(one_city.box) == []


@pytest.mark.parametrize("version", ["8.5.0", "8.8.1", "8.4.2", "7.13.8", "9.0.0-rc.1"])
def test_corrected_versions_hide_the_visitors_token(version: str) -> None:
    """The line's first corrected version, and all from 8.5 on."""
    assert asking.hides_token(asking.numbers(version))


@pytest.mark.parametrize("version", ["8.4.1", "7.12.0", "6.4.0"])
def test_older_versions_show_the_visitors_token(version: str) -> None:
    """Lines that were never corrected too."""
    assert not asking.hides_token(asking.numbers(version))
