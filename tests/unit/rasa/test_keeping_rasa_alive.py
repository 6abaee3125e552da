import asyncio
import os
from datetime import timedelta
from pathlib import Path

from structlog.testing import capture_logs

from bot.rasa import process
from tests.unit.rasa import scripted_rasa


async def until_lines(path: Path, number: int) -> list[str]:
    """Wait until a child has written so many lines."""
    await scripted_rasa.until(lambda: len(_lines(path)) >= number)
    return _lines(path)


def rasa(folder: Path, script: str, *, patience: timedelta = timedelta(seconds=5)) -> process.RasaProcess:
    return process.RasaProcess(
        model=folder / "m.tar.gz",
        data_folder=folder / "var",
        token="silly-token",
        python=scripted_rasa.program(folder, script),
        patience=patience,
    )


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_rasa_that_ends_is_started_again(tmp_path: Path) -> None:
    """Whatever ends Rasa, it comes back on the same port with the model that is current then."""
    kept = rasa(
        tmp_path, f'echo "$@" >> {tmp_path}/starts; [ $(wc -l < {tmp_path}/starts) = 1 ] || sleep 600'
    )
    with capture_logs() as logs:
        task = asyncio.create_task(kept.run())
        await until_lines(tmp_path / "starts", 1)
        kept.model = tmp_path / "n.tar.gz"
        starts = await until_lines(tmp_path / "starts", 2)
        await scripted_rasa.until(lambda: len(logs) == 3)
        await stop(task)
    assert f"--interface 127.0.0.1 --port {kept.port} --model {tmp_path}/m.tar.gz" in starts[0]
    assert f"--port {kept.port} --model {tmp_path}/n.tar.gz" in starts[1]
    assert [entry["event"] for entry in logs] == ["rasa_started", "rasa_ended", "rasa_started"]


async def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    """When the program ends, Rasa ends, with every process that it started."""
    kept = rasa(tmp_path, f"sleep 600 & echo $! >> {tmp_path}/pids; echo $$ >> {tmp_path}/pids; wait")
    task = asyncio.create_task(kept.run())
    pids = await until_lines(tmp_path / "pids", 2)
    running = kept.pid
    await stop(task)
    assert (running, kept.pid) == (int(pids[1]), None)
    await scripted_rasa.until(lambda: not any(_lives(int(pid)) for pid in pids))


async def test_a_rasa_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    """A Rasa that ignores the polite request is ended all the same."""
    kept = rasa(
        tmp_path,
        f"trap '' TERM; echo $$ >> {tmp_path}/pids; while :; do sleep 0.05; done",
        patience=timedelta(seconds=0.1),
    )
    task = asyncio.create_task(kept.run())
    pids = await until_lines(tmp_path / "pids", 1)
    await stop(task)
    await scripted_rasa.until(lambda: not _lives(int(pids[0])))


async def test_a_rasa_that_cannot_be_started_does_not_end_the_program(tmp_path: Path) -> None:
    """Without its Python, starting is tried again and again; the bot works on without Rasa."""
    kept = rasa(tmp_path, "true")
    (tmp_path / "python").unlink()
    with capture_logs() as logs:
        task = asyncio.create_task(kept.run())
        await scripted_rasa.until(lambda: len(logs) == 2)
        assert not task.done()
        await stop(task)
    assert [entry["event"] for entry in logs] == ["rasa_not_started", "rasa_ended"]


async def test_the_token_is_not_an_argument(tmp_path: Path) -> None:
    """Every user of a machine sees the arguments of its processes; the token comes by the environment."""
    kept = rasa(
        tmp_path, f'echo "$@" >> {tmp_path}/seen; echo "$BELA_RASA_TOKEN" >> {tmp_path}/seen; sleep 600'
    )
    task = asyncio.create_task(kept.run())
    arguments, token = await until_lines(tmp_path / "seen", 2)
    await stop(task)
    assert "silly-token" not in arguments
    assert token == "silly-token"


async def test_a_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    """At a start a long log is set aside, and one older log is kept."""
    kept = rasa(tmp_path, f"echo new words; echo x >> {tmp_path}/started; sleep 600")
    kept.log.parent.mkdir(parents=True)
    kept.log.write_bytes(b"old words\n" * 600_000)
    task = asyncio.create_task(kept.run())
    await until_lines(tmp_path / "started", 1)
    await stop(task)
    assert kept.log.read_text() == "new words\n"
    assert (kept.log.parent / "rasa.1.log").stat().st_size == 6_000_000


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
