"""How long what citizens told is kept: the standard, and what a deployment says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from config import retention
from tests.deployment_folder import Folder

NOW = datetime(2024, 2, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "before"),
    [
        ("20 anos", datetime(2004, 2, 29, 12, tzinfo=UTC)),
        ("1 ano", datetime(2023, 2, 28, 12, tzinfo=UTC)),
        ("3 meses", datetime(2023, 11, 29, 12, tzinfo=UTC)),
        ("1 mês", datetime(2024, 1, 29, 12, tzinfo=UTC)),
        ("90 dias", datetime(2023, 12, 1, 12, tzinfo=UTC)),
        ("100 anos", datetime(1924, 2, 29, 12, tzinfo=UTC)),
    ],
)
def test_a_period_goes_by_the_calendar(written, before):
    """A month that is shorter ends on its last day; what is written comes back as it was."""
    period = retention.read(written)
    assert period is not None
    assert period.before(NOW) == before
    assert period.in_words() == written


@pytest.mark.parametrize(
    "written", ["", "20", "anos", "0 dias", "-1 dia", "1,5 anos", "101 anos", "sempre", "20anos"]
)
def test_what_is_no_period_is_none(written):
    """Nothing is guessed."""
    assert retention.read(written) is None


def test_a_deployment_has_the_standard_and_may_change_and_add(folder: Folder) -> None:
    """Classes that are not named keep what the law asks for."""
    assert {name: period.in_words() for name, period in folder.load().retention.items()} == {
        "saude": "20 anos",
        "pessoal": "5 anos",
    }
    folder.replace("state: CE\n", "state: CE\nretention: {pessoal: 6 meses, pesquisa: 90 dias}\n")
    assert {name: period.in_words() for name, period in folder.load().retention.items()} == {
        "saude": "20 anos",
        "pessoal": "6 meses",
        "pesquisa": "90 dias",
    }


@pytest.mark.parametrize(
    ("written", "rule"),
    [("{saude: sempre}", "bad-period"), ("{Saúde: 1 ano}", "bad-id"), ("[a]", "wrong-kind")],
)
def test_a_mistake_is_told_by_its_rule(folder: Folder, written: str, rule: str) -> None:
    """A period that is none, a name with capitals, something that is no map."""
    folder.replace("state: CE\n", f"state: CE\nretention: {written}\n")
    [fault] = folder.faults()
    assert rule in fault
