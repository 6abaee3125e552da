import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.rasa import errors, examples, watching
from tests.unit.rasa import scripted_rasa
from tests.unit.rasa.test_examples_to_learn import GOOD

NEW = GOOD.replace("nunca", "jamais")
NEWER = GOOD.replace("nunca", "nem pensar")


class Rasa:
    """Learns what it is given, unless told to refuse."""

    def __init__(self) -> None:
        self.refusals: list[Exception] = []
        self.models: asyncio.Queue[Path] = asyncio.Queue()
        self.trained = 0

    async def train(self) -> Path:
        self.trained += 1
        if self.refusals:
            raise self.refusals.pop()
        return Path(f"modelo-{self.trained}")

    async def swap(self, model: Path) -> None:
        self.models.put_nowait(model)

    async def next_model(self) -> Path:
        async with asyncio.timeout(5):
            return await self.models.get()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "nlu.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@asynccontextmanager
async def watched(pack: Path, rasa: Rasa) -> AsyncGenerator[Callable[[str], int]]:
    """Watch the pack; yields what writes new examples into it."""
    learnt = examples.find(pack).fingerprint()
    watch = watching.watch(
        lambda: pack, learnt=learnt, train=rasa.train, swap=rasa.swap, every=timedelta(milliseconds=5)
    )
    task = asyncio.create_task(watch)
    try:
        yield lambda text: (pack / "nlu.yml").write_text(text, encoding="utf-8")
        assert not task.done()
    finally:
        task.cancel()


async def test_changed_examples_are_learnt_and_swapped(pack: Path, rasa: Rasa) -> None:
    """Whoever edits the examples finds them understood, without a restart; each change is learnt once."""
    async with watched(pack, rasa) as write:
        write(NEW)
        assert await rasa.next_model() == Path("modelo-1")
        write(NEWER)
        assert await rasa.next_model() == Path("modelo-2")
    assert rasa.trained == 2


@pytest.mark.parametrize(
    "refusal",
    [
        errors.TrainingFailed(Path("treino.log")),
        errors.ModelRefused(Path("m"), "HTTP 400"),
        OSError("disk full"),
    ],
)
async def test_the_old_model_stays_when_learning_fails(pack: Path, rasa: Rasa, refusal: Exception) -> None:
    """What cannot be learnt is told once; the next change is learnt as if nothing had been."""
    rasa.refusals.append(refusal)
    with capture_logs() as logs:
        async with watched(pack, rasa) as write:
            write(NEW)
            await scripted_rasa.until(lambda: bool(logs))
            write(NEWER)
            assert await rasa.next_model() == Path("modelo-2")
    assert [entry["event"] for entry in logs] == ["rasa_keeps_old_model", "rasa_model_swapped"]
