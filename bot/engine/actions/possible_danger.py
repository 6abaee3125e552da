"""`action_raise_alarm` takes the danger sign that was asked about as seen; `action_rule_out_danger` notes the clear "no"."""

from __future__ import annotations

from bot.engine import alarming
from bot.engine.run import Run


def confirmed(run: Run) -> None:
    """Go over to the emergency; everything else is dropped."""
    alarming.confirm(run)


def ruled_out(run: Run) -> None:
    """What was interrupted goes on behind this flow."""
    alarming.rule_out(run)
