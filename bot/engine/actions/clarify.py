"""`action_clarify_flows` asks which of several topics is meant."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.conversation import Offer
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Offer the flows that the words may have meant as numbered lines."""
    flows = run.stack[-1].context.get("names")
    run.move(definitions.END)
    names = [flow for flow in flows if flow in run.flows.content.flows] if isinstance(flows, list) else []
    offered = [Offer(title=run.flows.flow(flow).name, payload=f"/StartFlow({flow})") for flow in names]
    run.say("utter_clarify", titles=[offer.title for offer in offered])
    run.offered = offered
    run.stopped = True
