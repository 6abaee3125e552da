from __future__ import annotations

import ast
import re

from tests.unit.docs import sources

LEVELS = {"debug": "debug", "info": "info", "warning": "warning", "error": "error", "exception": "error"}
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \|([^|]*)\|", re.MULTILINE)
#: What structlog itself takes out of an event.
_NOT_SHOWN = {"exc_info"}


def logged() -> dict[tuple[str, str], set[str]]:
    """(event, level) → the names of its values, over all places that log it."""
    found: dict[tuple[str, str], set[str]] = {}
    for call in sources.calls(*sources.PACKAGES):
        if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) != "_log":
            continue
        (event, *_), level = sources.texts(call), LEVELS[call.func.attr]
        names = {str(keyword.arg) for keyword in call.keywords} - _NOT_SHOWN
        found.setdefault((event, level), set()).update(names)
    return found


def told() -> dict[tuple[str, str], set[str]]:
    """The same, as the page tells it."""
    rows = ROW.findall(sources.page("reference/log-events.md"))
    return {(event, level): set(re.findall(r"`(\w+)`", values)) for event, level, values in rows}


def test_every_event_is_on_the_page_with_its_level_and_values():
    """Who reads a log finds each event, and no event that is gone."""
    assert told() == logged()
