"""How does a conversation go on that Bela herself begins?"""

from __future__ import annotations

from bot.engine.conversation import Phase
from bot.engine.run import Run
from bot.engine.turn import TurnKind


def begin(run: Run) -> None:
    """Start the entry point's flow with what is known; a conversation that people lead is left alone."""
    flow = run.flows.entries.get(run.turn.entry)
    if flow is None:
        run.fault("unknown-entry")
    if flow is None or run.phase not in {Phase.talking, Phase.ended}:
        run.stopped = True
        return
    run.phase = Phase.talking
    entry = run.flows.flow(flow).entry
    allowed = entry.slots if entry else ()
    run.slots.update({slot: value for slot, value in run.turn.known.items() if slot in allowed})
    run.start(flow)


def was_in_vain(run: Run) -> bool:
    """Whether what Bela begins with may not be sent: then nothing has begun, and no question waits unheard."""
    return run.turn.kind is TurnKind.begun and any(fault.rule == "no-template" for fault in run.faults)
