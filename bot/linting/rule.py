"""What is a lint rule, and what does it find?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.linting.pack import Pack
from bot.told import Told, alike
from config.marked_yaml import Mark


class Severity(StrEnum):
    """How bad is it?"""

    #: The content must not go live.
    error = "error"
    #: It works, and could work better.
    warning = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Content in which the rule finds something, and the same content mended.

    Each is laid over a small pack without faults, in which it replaces what has the same name.
    """

    failing: str
    mended: str
    #: Names of the small pack that are left out: "utter_returned".
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its page is made from this."""

    #: "loop-without-wait": never changes, so that links and suppressions stay right.
    id: str
    severity: Severity
    #: What is wrong, in a few words.
    title: Told
    #: Why it matters, and how it is mended.
    why: Told
    #: None where a text cannot show it: a file that is too large, or not UTF-8.
    example: Example | None

    def at(self, mark: Mark, *, pt: str, en: str) -> Finding:
        """A finding of this rule."""
        return Finding(rule=self.id, severity=self.severity, mark=mark, sentence=Told(pt, en))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, with its place."""

    rule: str
    severity: Severity
    mark: Mark
    sentence: Told

    @property
    def placed(self) -> Told:
        """The sentence behind its place, with the rule's name: a line of a list."""
        return alike("$place: $sentence [$rule]").filled(
            place=str(self.mark), sentence=self.sentence, rule=self.rule
        )


#: What a rule's module offers: everything that it finds in a pack.
Check = Callable[[Pack], Iterator[Finding]]
