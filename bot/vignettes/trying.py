"""All vignettes of a pack, played and counted."""

from __future__ import annotations

from pathlib import Path

from bot.engine.flows import Flows
from bot.vignettes import counting, playing, reading


def try_out(flows: Flows, folder: Path) -> counting.Table | None:
    """The table for the pack in that folder; None when it has no vignettes.

    Raises:
        ContentInvalid: with every fault of the file.
    """
    vignettes = reading.read(folder, flows.content)
    if not vignettes:
        return None
    return counting.count(flows.content, [playing.play(flows, vignette) for vignette in vignettes])
