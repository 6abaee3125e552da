"""Which red flags hold in a conversation that goes by older content? Those of both: an old version never means less danger."""

from __future__ import annotations

import dataclasses

from bot.content.protocols import Protocol, ProtocolFlag
from bot.engine import preparing
from bot.engine.flows import Flows


def with_red_flags_of(older: Flows, newest: Flows) -> Flows:
    """The older flows, hearing also every red flag of the newest protocol.

    Where both know a flag, the newest wording counts. A flag whose class the older protocol does not know is of its worst.
    """
    protocol = dataclasses.replace(older.protocol, red_flags=_joined(older.protocol, newest.protocol))
    content = dataclasses.replace(older.content, protocol=protocol)
    return dataclasses.replace(older, content=content, scanner=preparing.scanner(protocol))


def _joined(older: Protocol, newest: Protocol) -> tuple[ProtocolFlag, ...]:
    classes = {risk_class.id for risk_class in older.classes}
    worst = older.classes[0].id
    new = {flag.id: flag for flag in newest.red_flags}
    fit = tuple(
        flag if flag.risk_class in classes else dataclasses.replace(flag, risk_class=worst)
        for flag in newest.red_flags
    )
    return (*fit, *(flag for flag in older.red_flags if flag.id not in new))
