from __future__ import annotations

import re
from datetime import timedelta

from bot.figures import Figures
from bot.health import Number
from tests.unit.docs import sources


def offered() -> set[str]:
    """Every metric's name: those a process counts, and those that the health report's numbers become."""
    figures = Figures()
    figures.turn("text", took=timedelta(0), lag=timedelta(0))
    text = figures.text(states={}, numbers=dict.fromkeys(reported(), 0)).decode()
    return {
        name for name in re.findall(r"^# TYPE (\w+) ", text, re.MULTILINE) if not name.endswith("_created")
    }


def reported() -> set[str]:
    """The ids of all numbers that the program puts into its health report."""
    found = set()
    for call in sources.calls("bot"):
        if sources.called(call) == Number.__name__:
            found |= {kw.value.value for kw in call.keywords if kw.arg == "id"}  # type: ignore[attr-defined]
    return found


def test_every_metric_is_on_the_page():
    """Who builds an alarm finds each metric, and none that is gone."""
    table = sources.page("reference/metrics.md").partition("## What to be woken by")[0]
    assert set(sources.in_first_column(table)) == offered()
