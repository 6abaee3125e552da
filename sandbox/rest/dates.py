"""How is a date in a query read?"""

from __future__ import annotations

from datetime import datetime

from sandbox import encoding, errors


def read(text: str, name: str) -> datetime:
    """The moment that a parameter gives; MeteorError naming the parameter when it is none."""
    try:
        return encoding.parse_date(text)
    except ValueError as fault:
        sentence = f'The "{name}" query parameter must be a valid date.'
        raise errors.MeteorError("error-roomId-param-invalid", sentence) from fault
