import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from structlog.testing import capture_logs

from bot.rasa import training
from tests.integration.rasa.conftest import RunningRasa

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

_ROOT = Path(__file__).parents[3]

NEW_INTENT = """\
  - intent: duvida_teste
    examples: |
      - onde faço o teste
      - o teste rápido dói
      - quero fazer um exame de covid
      - o resultado do teste demora
      - teste de farmácia serve
      - exame rápido no posto
"""

#: A program that starts Rasa as Bela does, tells its process id, and waits.
PARENT = """\
import subprocess, sys, time
from pathlib import Path
from bot.rasa import environment
command = environment.command("run", "--port", "1")
print(subprocess.Popen(command, env=environment.variables(Path(sys.argv[1]))).pid, flush=True)
time.sleep(600)
"""


async def test_what_people_write_is_understood(rasa: RunningRasa) -> None:
    """Sentences that were not among the examples get the intent that a person would give them."""
    asked = {
        "kero falar cm uma pessoa": "pedir_pessoa",
        "gravida pode se vacinar?": "duvida_vacina",
        "quero encerrar": "parar",
    }
    for text, intent in asked.items():
        parse = await rasa.client.parse(text)
        assert parse is not None
        assert (text, parse.intent) == (text, intent)
        assert 0.5 < parse.confidence <= 1


async def test_hard_texts_are_answered_in_time(rasa: RunningRasa) -> None:
    """What citizens and vandals send never loses Rasa: 20,000 characters, markup, control characters, other scripts."""
    for text in (
        "febre " * 4_000,
        "<script>alert(1)</script>",
        "'; DROP TABLE person; --",
        "a\x00b\x1b[31m",
        "发烧三天",
        "a" * 300,
    ):
        assert await rasa.client.parse(text) is not None, text[:20]
    assert rasa.client.status.available


async def test_the_same_pack_is_not_learnt_again(rasa: RunningRasa) -> None:
    """A second start with unchanged examples finds its model in milliseconds."""
    told: list[str] = []
    async with asyncio.timeout(1):
        model = await training.model(
            rasa.folder / "pack", data_folder=rasa.folder / "var", progress=lambda line: told.append(line.pt)
        )
    assert model.exists()
    assert told == []
    assert "  LogisticRegressionClassifier" in rasa.progress


async def test_rasa_listens_on_the_loopback_interface_only(rasa: RunningRasa) -> None:
    """Nobody on the network reaches Rasa."""
    await rasa.back()
    listening = [c.laddr.ip for c in rasa.process.net_connections() if c.status == psutil.CONN_LISTEN]
    assert listening == ["127.0.0.1"]


async def test_rasa_keeps_texts_and_token_to_itself(rasa: RunningRasa) -> None:
    """What citizens write is not in Rasa's log, and the token neither there nor among its arguments."""
    await rasa.client.parse("meu nome é Teresa e quero falar com alguém")
    log = (rasa.folder / "var" / "log" / "rasa.log").read_text(encoding="utf-8")
    assert "Rasa server is up and running" in log
    assert "Teresa" not in log
    assert "silly" not in log
    assert "silly" not in str(rasa.process.cmdline())
    assert "silly-master-key" not in str(rasa.process.environ())


async def test_a_killed_rasa_is_lost_once_and_back_once(rasa: RunningRasa) -> None:
    """Killed in the middle, Rasa costs each text its meaning at once and nothing more, until the program has it back."""
    with capture_logs() as logs:
        rasa.process.send_signal(signal.SIGKILL)
        async with asyncio.timeout(5):
            answers = [await rasa.client.parse("quero falar com uma pessoa") for _ in range(50)]
            assert answers[-1] is None
        assert not rasa.client.status.available
        await rasa.back()
        assert await rasa.client.parse("quero falar com uma pessoa") is not None
    events = [entry["event"] for entry in logs]
    assert sorted(events) == ["rasa_back", "rasa_ended", "rasa_lost", "rasa_started"]


async def test_new_examples_arrive_while_people_write(rasa: RunningRasa) -> None:
    """Edited examples are learnt beside the running Rasa and swapped in; nobody who writes meanwhile goes unanswered."""
    examples = rasa.folder / "pack" / "nlu" / "perguntas.yml"
    examples.write_text(examples.read_text(encoding="utf-8") + NEW_INTENT, encoding="utf-8")
    process = rasa.process.pid
    answers: list[str | None] = []
    with capture_logs() as logs:
        async with asyncio.timeout(120):
            while "rasa_model_swapped" not in [entry["event"] for entry in logs]:
                parse = await rasa.client.parse("onde faço o exame de covid")
                answers.append(parse.intent if parse else None)
                await asyncio.sleep(0.02)  # one citizen's pace
    after = await rasa.client.parse("onde faço o exame de covid")
    assert after is not None
    assert after.intent == "duvida_teste"
    assert None not in answers
    assert "duvida_teste" not in answers[:10]
    assert rasa.process.pid == process


async def test_faulty_examples_leave_the_old_model_at_work(rasa: RunningRasa) -> None:
    """A mistake in an edit is told with its place, and Rasa goes on with what it knew."""
    examples = rasa.folder / "pack" / "nlu" / "perguntas.yml"
    good = examples.read_text(encoding="utf-8")
    with capture_logs() as logs:
        examples.write_text(good + "   - intent: torto\n", encoding="utf-8")
        async with asyncio.timeout(20):
            while not logs:  # ruff: ignore[async-busy-wait] - another task's log is what is awaited
                await asyncio.sleep(0.05)
    examples.write_text(good, encoding="utf-8")
    assert [entry["event"] for entry in logs] == ["rasa_keeps_old_model"]
    assert "nlu/perguntas.yml:" in logs[0]["reason"]
    assert await rasa.client.parse("quero falar com uma pessoa") is not None


async def test_rasa_ends_with_a_program_that_is_killed(tmp_path: Path) -> None:
    """SIGKILL of the bot leaves no Rasa behind that would hold half a gigabyte."""
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT, str(tmp_path)), stdout=subprocess.PIPE, cwd=_ROOT
    )
    assert parent.stdout is not None
    rasa = psutil.Process(int(await parent.stdout.readline()))
    async with asyncio.timeout(10):
        while not _is_ours(rasa):  # ruff: ignore[async-busy-wait] - it says nothing
            await asyncio.sleep(0.05)
    parent.kill()
    await parent.wait()
    psutil.wait_procs([rasa], timeout=10)
    assert not rasa.is_running()


def _is_ours(rasa: psutil.Process) -> bool:
    """Whether it has come so far as to load libraries of its own."""
    return any("_ctypes" in loaded.path for loaded in rasa.memory_maps())
