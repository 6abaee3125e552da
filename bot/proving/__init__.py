"""Can this content do what it must never do? Proofs over protocol and flows, with the conversation that shows a failure.

Pure: no network, database or clock. What a property means, and how it is shown, is told in docs/proofs.md.
"""
