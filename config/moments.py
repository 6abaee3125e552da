"""How are days and moments written for people? In English as nobody can take the day for the month."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from config.told import Told


def day(of: date) -> Told:
    """A day."""
    return Told(f"{of:%d/%m/%Y}", f"{of:%Y-%m-%d}")


def moment(at: datetime, zone: tzinfo) -> Told:
    """A day, the hour and the minute, as clocks of that zone show them."""
    there = at.astimezone(zone)
    return Told(f"{there:%d/%m/%Y %H:%M}", f"{there:%Y-%m-%d %H:%M}")
