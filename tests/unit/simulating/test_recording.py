from __future__ import annotations

import pytest

from bot.cases.definitions import Person
from bot.cases.session import Act
from bot.simulating import recording
from bot.simulating.script import Script, play
from tests.talk import demo_flows


def talked(*texts):
    return play(demo_flows(), Script(person=Person(), acts=[Act(text=text) for text in texts]))


def record(pack, name, **more):
    return recording.record(demo_flows(), talked("oi"), pack=pack, name=name, **more)


def test_a_case_is_written_over_only_by_who_says_so(tmp_path):
    """The second time the file is named; with the word for it, it is replaced."""
    made = record(tmp_path, "Criança & febre!", description="x " * 100)
    assert (made.path, made.holds) == (tmp_path / "cases" / "recorded" / "crianca_febre.yml", True)
    with pytest.raises(recording.AlreadyRecorded, match="já existe"):
        record(tmp_path, "Criança & febre!")
    assert record(tmp_path, "Criança & febre!", replace=True).holds


def test_a_name_is_taken_once_in_a_pack(tmp_path):
    """A case of another file keeps its name; a file with mistakes does not stand in the way."""
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "a.yml").write_text(
        "test_cases:\n  - test_case: febre\n    steps: [user: oi]\n", encoding="utf-8"
    )
    (cases / "b.yml").write_text("test_cases: 3\n", encoding="utf-8")
    with pytest.raises(recording.CannotRecord, match=r"já existe em cases/a\.yml:2"):
        record(tmp_path, "febre")


@pytest.mark.parametrize("name", ["", "   ", "😀", "a" * 101])
def test_a_case_needs_a_name_that_a_file_can_have(tmp_path, name):
    """Nothing is written without one."""
    with pytest.raises(recording.CannotRecord):
        record(tmp_path, name)
    assert not (tmp_path / "cases").exists()


def test_a_conversation_in_which_nothing_was_said_is_no_case(tmp_path):
    """There is nothing to hold it to."""
    with pytest.raises(recording.CannotRecord, match="Converse primeiro"):
        recording.record(demo_flows(), talked(), pack=tmp_path, name="vazio")
