"""Who is this person, what happened to them, who else must know?

The registry in PostgreSQL: people, channel accounts, encounters, answers, triages, messages and the outbox,
with every personal field encrypted; and the embedded PostgreSQL server for deployments without one.
"""
