"""`action_clarify_flows` asks which of several topics is meant."""

from __future__ import annotations

from bot.content import definitions
from bot.engine import choosing, saying, wording
from bot.engine.conversation import Offer
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Offer the flows that the words may have meant as numbered lines, and that it was none of them."""
    told = run.stack[-1].context.get("clarification_ids")
    run.move(definitions.END)
    flows = [flow for flow in told if flow in run.flows.content.flows] if isinstance(told, list) else []
    offered = [
        Offer(title=run.flows.flow(flow).named(wording.language(run)), payload=choosing.start_payload(flow))
        for flow in flows
    ]
    offered.append(Offer(title=saying.worded(run, "utter_none_of_these"), payload=choosing.NONE_OF_THESE))
    saying.say(run, "utter_clarify", titles=[offer.title for offer in offered])
    run.offered = offered
    run.stopped = True
