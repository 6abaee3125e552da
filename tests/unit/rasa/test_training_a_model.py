from datetime import timedelta
from pathlib import Path

import pytest

from bot.rasa import errors, training
from tests.unit.rasa import scripted_rasa
from tests.unit.rasa.test_examples_to_learn import GOOD

#: Trains as Rasa does, as far as files and lines go; leaves what it was given for the test to look at.
TRAINS = """
env > "$HOME/../seen-environment"
echo "$@" > "$HOME/../seen-arguments"
echo "INFO  - Starting to train component 'RegexFeaturizer'."
echo "INFO  - Finished training component 'RegexFeaturizer'."
touch model.tar.gz
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pacote"
    folder.mkdir()
    (folder / "nlu.yml").write_text(GOOD, encoding="utf-8")
    return folder


async def train(pack: Path, script: str = TRAINS) -> tuple[Path, list[str]]:
    lines: list[str] = []
    python = scripted_rasa.program(pack.parent, script)
    model = await training.model(
        pack, data_folder=pack.parent / "var", progress=lambda told: lines.append(told.pt), python=python
    )
    return model, lines


async def test_training_tells_each_step(pack: Path) -> None:
    """Whoever waits sees that Rasa learns, component by component, and how long it took."""
    model, lines = await train(pack)
    assert model.exists()
    assert lines[0].startswith("Ensinando o Rasa")
    assert lines[1] == "  RegexFeaturizer"
    assert lines[2].startswith("O Rasa aprendeu em ")


async def test_the_same_examples_are_learnt_once(pack: Path) -> None:
    """A second start with unchanged examples finds the model and asks no Rasa."""
    model, _ = await train(pack)
    assert await train(pack, "exit 1") == (model, [])


async def test_changed_examples_are_another_model(pack: Path) -> None:
    """New content has a model of its own beside the old one."""
    before, _ = await train(pack)
    (pack / "nlu.yml").write_text(GOOD.replace("nunca", "jamais"), encoding="utf-8")
    after, _ = await train(pack)
    assert before != after
    assert before.exists()
    assert training.latest(pack.parent / "var") == after


async def test_what_rasa_refuses_is_one_sentence(pack: Path) -> None:
    """A failed training names the log with Rasa's own words, and leaves nothing half-made behind."""
    with pytest.raises(errors.TrainingFailed, match="não conseguiu aprender") as failed:
        await train(pack, 'echo "ValueError: who knows"; exit 1')
    assert failed.value.log.read_text() == "ValueError: who knows\n"
    assert sorted(path.name for path in (pack.parent / "var").iterdir()) == ["log", "models"]
    assert training.latest(pack.parent / "var") is None


async def test_a_training_that_does_not_end_is_ended_and_says_how_long_it_took(pack: Path) -> None:
    """Nobody looks for a reason in a log that has none: the sentence says that the time was over, and what to do."""
    python = scripted_rasa.program(pack.parent, "exec tail -f /dev/null")
    with pytest.raises(errors.TrainingFailed, match=r"não acabou de aprender .* em 0 minutos: tente de novo"):
        await training.model(
            pack,
            data_folder=pack.parent / "var",
            progress=lambda _: None,
            python=python,
            patience=timedelta(seconds=0.1),
        )
    assert training.latest(pack.parent / "var") is None


async def test_faulty_examples_never_reach_rasa(pack: Path) -> None:
    """Faults that Bela sees itself are told with their place, without half a minute of waiting."""
    (pack / "nlu.yml").write_text("nlu: []\n", encoding="utf-8")
    with pytest.raises(errors.ExamplesInvalid, match="uma falha em pacote:1:1"):
        await train(pack)


async def test_rasas_environment_holds_no_secret_of_bela(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child sees neither credentials nor the database, and writes its own files nowhere but here."""
    monkeypatch.setenv("BELA_MASTER_KEY", "silly-key")
    monkeypatch.setenv("DATABASE_URL", "postgresql://silly")
    await train(pack)
    seen = (pack.parent / "var" / "seen-environment").read_text()
    assert "silly" not in seen
    assert "RASA_TELEMETRY_ENABLED=false" in seen
    assert f"HOME={pack.parent}/var/training-" in seen


async def test_rasa_works_on_copies(pack: Path) -> None:
    """Rasa writes into the files it is given, so it gets copies of examples and pipeline."""
    await train(pack)
    arguments = (pack.parent / "var" / "seen-arguments").read_text()
    assert str(pack) not in arguments
    assert "bot/rasa/pipeline.yml" not in arguments


async def test_a_missing_rasa_says_how_to_install_it(pack: Path) -> None:
    """Without Rasa's own Python the sentence names the command that brings it."""
    with pytest.raises(errors.RasaNotInstalled, match="make install"):
        await training.model(pack, data_folder=pack.parent / "var", progress=print, python=pack / "no-python")
