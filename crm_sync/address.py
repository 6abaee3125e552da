"""Where is the database? As it may be told: without user and password."""

from __future__ import annotations

import psycopg
from psycopg import conninfo


def told(database_url: str) -> str:
    """Host and port, or the folder of a socket; "" where the URL cannot be read."""
    try:
        parts = conninfo.conninfo_to_dict(database_url)
    except psycopg.ProgrammingError:
        return ""
    host, port = parts.get("host"), parts.get("port")
    return f"{host}:{port}" if host and port else str(host or "")
