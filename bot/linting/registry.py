"""Which rules are there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.linting.rule import Check, Rule
from bot.linting.rules import (
    branches,
    dates,
    paths,
    questions,
    reading,
    safety,
    slots,
    texts,
    unwritten,
    words,
    yaml,
)

#: Everything that looks at a pack.
CHECKS: Final[tuple[Check, ...]] = (
    paths.check,
    questions.check,
    words.check,
    texts.check,
    slots.check,
    branches.check,
    safety.check,
    dates.check,
    unwritten.check,
)

#: Those that need no reference to lead anywhere.
UNSHAKEN: Final[tuple[Check, ...]] = (words.check,)

#: Every rule, by id.
RULES: Final[Mapping[str, Rule]] = {
    rule.id: rule
    for rules in (
        paths.RULES,
        questions.RULES,
        words.RULES,
        texts.RULES,
        slots.RULES,
        branches.RULES,
        safety.RULES,
        dates.RULES,
        unwritten.RULES,
        reading.RULES,
        yaml.RULES,
    )
    for rule in rules
}
