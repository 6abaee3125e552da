"""`session_config:`, as in Rasa's domain.yml, with `misunderstandings` besides."""

from __future__ import annotations

from datetime import timedelta

from bot.content.definitions import Session
from config.marked_yaml import Fault, Node, Shape


def session(node: Node | None, faults: list[Fault]) -> Session:
    """How long a session lasts; the default when nothing is said."""
    if node is None:
        return Session()
    shape = Shape(node, what='"session_config"', faults=faults, mark=node.mark)
    minutes = shape.number("session_expiration_time", 0.0)
    if not 0 <= minutes <= _MOST_MINUTES:
        shape.fault(
            "wrong-kind",
            '"session_expiration_time" são minutos, de 0 (nunca) a um ano',
            key="session_expiration_time",
        )
        minutes = 0
    if shape.flag("start_session_after_expiry", default=True) is False:
        minutes = 0
    limit = shape.integer("misunderstandings")
    if limit is not None and limit < 1:
        shape.fault(
            "wrong-kind", '"misunderstandings" é um número inteiro a partir de 1', key="misunderstandings"
        )
    read = Session(
        expires_after=timedelta(minutes=minutes) if minutes else None,
        carries_slots=shape.flag("carry_over_slots_to_new_session", default=True),
        misread_limit=limit,
    )
    shape.done()
    return read


_MOST_MINUTES = 366 * 24 * 60
