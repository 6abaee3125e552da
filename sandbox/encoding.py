"""How are documents written as JSON? Dates are ISO text in REST and `{"$date": ms}` in DDP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson


def iso(moment: datetime) -> str:
    """A date as REST shows it: `2026-01-02T03:04:05.678Z`."""
    return moment.isoformat(timespec="milliseconds")[:-6] + "Z"


def milliseconds(moment: datetime) -> int:
    """A date as milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def parse_date(text: str) -> datetime:
    """Read an ISO date, or milliseconds since 1970; ValueError for anything else."""
    if text.isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rest_default(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    raise TypeError(type(value))


def _ddp_default(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$date": milliseconds(value)}
    raise TypeError(type(value))


def rest(value: Any) -> bytes:
    """JSON of a REST body."""
    return orjson.dumps(value, default=_rest_default, option=orjson.OPT_PASSTHROUGH_DATETIME)


def ddp(value: Any) -> bytes:
    """JSON of a DDP frame."""
    return orjson.dumps(value, default=_ddp_default, option=orjson.OPT_PASSTHROUGH_DATETIME)
