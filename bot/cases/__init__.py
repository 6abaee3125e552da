"""Written conversations that try the content out: read, played, compared, counted, and recorded.

The files have the shape of Rasa's end-to-end tests; what triage adds is described in docs/test-cases.md. Pure but for reading
the files: the engine alone, no network, database or clock.
"""
