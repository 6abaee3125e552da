"""What does the registry tell of a person, at the terminal?"""

from __future__ import annotations

import config
from bot import errors, service
from crm_sync import history_text, person_codes


async def history_lines(deployment: config.Deployment, code: str) -> list[str]:
    """The lines of `bela person show`. Raises errors.CannotRun when nobody has the ID."""
    wanted = person_codes.parse(code)
    async with service.opened_registry(deployment, say=lambda _: None) as people:
        history = await people.history(wanted)
    if history is None:
        raise errors.CannotRun(
            f"Ninguém tem o ID {wanted} neste registro; confira a cidade (--deployment) e o ID."
        )
    return list(history_text.lines(history, zone=deployment.time_zone))
