"""How are the faults of content told, a line each?"""

from __future__ import annotations

from bot.content.errors import ContentInvalid
from bot.told import Told, joined


def told(invalid: ContentInvalid) -> Told:
    """Each with its place and rule."""
    from bot.linting import linter  # ruff: ignore[import-outside-top-level] - large, and no command needs it that goes well

    return joined((linter.finding_of(fault).placed for fault in invalid.faults), between="\n")
