"""How soon is a publication live? `bela flows publish` in a process of its own, beside a Bela that runs.

From the start of the command to the first citizen who hears the new text, for each edit; and of that, what the command takes (the
files read, checked, proved, the vignettes and cases played) and what passes after its end. `python -m benchmarks.publishing`; written
beside what else is measured of flows.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import requests

from benchmarks import bela_processes

_ROOT: Final = Path(__file__).parents[1]
_RESULTS: Final = _ROOT / "benchmarks" / "results" / "flows.json"
#: Seconds from the start of the command to the first citizen who hears the new version.
_GOAL: Final = 5
#: Seconds after which a publication that nobody hears ends the run.
_PATIENCE: Final = 60
_BELA: Final = "Eu sou a *Bela*"
#: A threshold of the protocol; the stricter one is proved anew, and no written case, in tenths of a degree, contradicts it.
_FEVER: Final = ("slots.temperatura >= 39", "slots.temperatura >= 38.95")


def _copied(folder: Path) -> tuple[Path, Path]:
    """A deployment and a pack that the run may change."""
    deployment, pack = folder / "config" / "demo", folder / "flows" / "covid19"
    shutil.copytree(_ROOT / "config" / "demo", deployment)
    shutil.copytree(_ROOT / "flows", folder / "flows")
    return deployment, pack


def _reword(folder: Path, old: str, new: str) -> None:
    """Change words in each file that has them."""
    changed = 0
    for path in folder.rglob("*.yml"):
        before = path.read_text(encoding="utf-8")
        if old in before:
            path.write_text(before.replace(old, new), encoding="utf-8")
            changed += 1
    if not changed:
        raise SystemExit(f"{folder.name}: no file says {old!r}; change the edit in {Path(__file__).name}")


async def _run(bela: bela_processes.Running, *words: str) -> int:
    """`bela flows …` as installed: with the byte code kept beside the sources, whatever this process was told."""
    environment = {**bela.environment, "DATABASE_URL": bela.database_url}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "flows", *words, env=environment
    )
    return await command.wait()


async def _seconds_of_command(bela: bela_processes.Running) -> tuple[float, float]:
    """By the clock, and of CPU: where others use the machine, only the second one says something."""
    begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if await _run(bela, "publish", "--by", "benchmark"):
        raise SystemExit("the publication was refused; see above")
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used


def _first_words(url: str) -> str:
    """What a new citizen hears first."""
    api, token = f"{url}/api/v1/livechat", secrets.token_hex(8)
    with requests.Session() as session:
        session.post(f"{api}/visitor", json={"visitor": {"token": token}}, timeout=10).raise_for_status()
        opened = session.get(f"{api}/room", params={"token": token}, timeout=10).json()["room"]
        said = {"token": token, "rid": opened["_id"], "msg": "oi"}
        session.post(f"{api}/message", json=said, timeout=10).raise_for_status()
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            answer = session.get(
                f"{api}/messages.history/{opened['_id']}", params={"token": token}, timeout=10
            )
            said_so_far = [str(one["msg"]) for one in answer.json()["messages"]]
            if greeting := next((text for text in said_so_far if _BELA in text), ""):
                return greeting
    raise SystemExit("a citizen was not greeted")


async def _seconds_to_live(bela: bela_processes.Running, words: str) -> float:
    begun = time.perf_counter()
    while time.perf_counter() < begun + _PATIENCE:
        if words in await asyncio.to_thread(_first_words, bela.url):
            return time.perf_counter() - begun
    raise SystemExit(f"nobody heard {words!r} within {_PATIENCE} s")


async def _publish(bela: bela_processes.Running, edit: Callable[[], None], words: str) -> dict[str, float]:
    edit()
    load, _, _ = os.getloadavg()
    begun = time.perf_counter()
    command, of_cpu = await _seconds_of_command(bela)
    live = await _seconds_to_live(bela, words)
    return {
        "publish_to_live_s": round(time.perf_counter() - begun, 2),
        "command_s": round(command, 2),
        "command_cpu_s": round(of_cpu, 2),
        "live_after_s": round(live, 2),
        "machine_load": round(load, 1),
    }


async def measure() -> dict[str, object]:
    """A text alone, and a text with a rule of the protocol."""
    with tempfile.TemporaryDirectory() as folder:
        deployment, pack = _copied(Path(folder))
        first, second = (
            f"Olá! {_BELA}",
            f"Bem-vindo! {_BELA}",
        )

        def text_and_rule() -> None:
            _reword(pack / "domain", first, second)
            _reword(pack, *_FEVER)

        async with bela_processes.running(with_rasa=False, deployment=deployment) as bela:
            await _run(bela, "status")  # from here on, all byte code is there
            edits = {
                "a_text": await _publish(
                    bela, lambda: _reword(pack / "domain", f"Oi! {_BELA}", first), first
                ),
                "a_text_and_a_rule": await _publish(bela, text_and_rule, second),
            }
    return {"publish_to_live_goal_s": _GOAL, "edits": edits}


def main() -> None:
    """Measure, show, and keep."""
    measured = asyncio.run(measure())
    kept = json.loads(_RESULTS.read_text(encoding="utf-8")) if _RESULTS.is_file() else {}
    _RESULTS.write_text(json.dumps({**kept, "publishing": measured}, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
