"""Which rules are there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.linting.rule import Check, Rule
from bot.linting.rules import (
    branches,
    dates,
    languages,
    paths,
    questions,
    reader_names,
    reader_protocol,
    reader_shape,
    reader_steps,
    retention,
    safety,
    slots,
    texts,
    timers,
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
    languages.check,
    timers.check,
    retention.check,
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
        languages.RULES,
        timers.RULES,
        retention.RULES,
        reader_shape.RULES,
        reader_names.RULES,
        reader_steps.RULES,
        reader_protocol.RULES,
        yaml.RULES,
    )
    for rule in rules
}
