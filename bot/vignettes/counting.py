"""How often is a class too low, how often too high, and how sure can one be?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

from bot.content.definitions import Content
from bot.content.protocols import Protocol
from bot.vignettes.playing import Played

#: The largest share of all cases that may get a milder class than they must.
UNDER_TRIAGE_GOAL: Final = 0.03
#: Two-sided confidence of the intervals.
_CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, and where the true share lies with 95 % confidence."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share itself, 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (Wilson, JASA 22:209, 1927), which holds for shares of nought as well."""
        if not self.of:
            return 0.0, 1.0
        z = NormalDist().inv_cdf(0.5 + _CONFIDENCE / 2)
        scale = 1 + z * z / self.of
        middle = (self.value + z * z / (2 * self.of)) / scale
        half = z * math.sqrt(self.value * (1 - self.value) / self.of + z * z / (4 * self.of**2)) / scale
        # Rounding must not put the share itself outside.
        return max(0.0, min(self.value, middle - half)), min(1.0, max(self.value, middle + half))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What all vignettes together show about one version of the content."""

    pack: str
    version: str
    protocol_version: str
    signed_by: str | None
    #: The classes, worst first.
    classes: tuple[str, ...]
    #: (expected, decided) → number of cases; decided is None where no class came about.
    cells: Mapping[tuple[str, str | None], int]
    #: Severe cases that got a class which is not severe, of all severe ones.
    severe_under: Share
    #: Cases that got a milder class than they must, or none.
    under: Share
    #: Cases that got a worse class than they need.
    over: Share
    #: Cases whose class, advice or department is not what it must be.
    wrong: tuple[Played, ...]

    @property
    def good(self) -> bool:
        """Whether it is safe enough: no severe case missed, few others, and who is judged rightly hears and reaches what they must."""
        unserved = [played for played in self.wrong if played.decided == played.vignette.expected]
        return not self.severe_under.count and self.under.value <= UNDER_TRIAGE_GOAL and not unserved

    def data(self) -> dict[str, Any]:
        """The table as JSON data, to be kept with a version."""
        return {
            "pack": self.pack,
            "version": self.version,
            "protocol_version": self.protocol_version,
            "signed_by": self.signed_by,
            "cases": self.under.of,
            "good": self.good,
            "severe_under_triage": _share_data(self.severe_under),
            "under_triage": _share_data(self.under),
            "over_triage": _share_data(self.over),
            "matrix": {
                expected: {
                    decided or "none": number
                    for decided in (*self.classes, None)
                    if (number := self.cells.get((expected, decided), 0))
                }
                for expected in self.classes
            },
            "wrong": [
                {
                    "id": played.vignette.id,
                    "expected": played.vignette.expected,
                    "decided": played.decided,
                    "department": played.department,
                    "advised": advised(played),
                }
                for played in self.wrong
            ],
        }


def count(content: Content, played: Sequence[Played]) -> Table:
    """Compare what was decided with what had to be."""
    protocol = content.protocol
    severe = severe_classes(protocol)
    grave = [one for one in played if one.vignette.expected in severe]
    return Table(
        pack=content.id,
        version=content.version,
        protocol_version=protocol.version,
        signed_by=protocol.signed_by,
        classes=tuple(risk_class.id for risk_class in protocol.classes),
        cells=Counter((one.vignette.expected, one.decided) for one in played),
        severe_under=Share(count=sum(one.decided not in severe for one in grave), of=len(grave)),
        under=Share(count=sum(_milder(protocol, one) for one in played), of=len(played)),
        over=Share(count=sum(_worse(protocol, one) for one in played), of=len(played)),
        wrong=tuple(one for one in played if not right(protocol, one)),
    )


def severe_classes(protocol: Protocol) -> Collection[str]:
    """The worst class, and those that go to the same department."""
    urgent = protocol.classes[0].department
    return {
        risk_class.id
        for risk_class in protocol.classes
        if risk_class is protocol.classes[0] or (urgent and risk_class.department == urgent)
    }


def _milder(protocol: Protocol, played: Played) -> bool:
    if played.decided is None:
        return True
    return protocol.severity(played.decided) > protocol.severity(played.vignette.expected)


def _worse(protocol: Protocol, played: Played) -> bool:
    return played.decided is not None and protocol.severity(played.decided) < protocol.severity(
        played.vignette.expected
    )


def right(protocol: Protocol, played: Played) -> bool:
    """Whether the class is right, the person heard what they have to do, and the room went where this class goes."""
    return played.decided == played.vignette.expected and advised(played) and _reached(protocol, played)


def advised(played: Played) -> bool:
    """Whether the person heard what they have to do: the advice of their class, unless the case names something else."""
    return played.must_hear in played.heard


def _reached(protocol: Protocol, played: Played) -> bool:
    department = protocol.risk_class(played.vignette.expected).department
    return department is None or played.department == department


def _share_data(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "count": share.count,
        "of": share.of,
        "share": round(share.value, 4),
        "interval": [round(low, 4), round(high, 4)],
    }
