"""Where is the database, and is that an address at all? Told without user and password."""

from __future__ import annotations

import psycopg
from psycopg import conninfo

from crm_sync import errors


def told(database_url: str) -> str:
    """Host and port, or the folder of a socket; "" where the URL cannot be read."""
    try:
        parts = conninfo.conninfo_to_dict(database_url)
    except psycopg.ProgrammingError:
        return ""
    host, port = parts.get("host"), parts.get("port")
    return f"{host}:{port}" if host and port else str(host or "")


def checked(database_url: str) -> str:
    """The same URL. Raises errors.DatabaseUrlInvalid where PostgreSQL could not make anything of it."""
    try:
        conninfo.conninfo_to_dict(database_url)
    except psycopg.ProgrammingError:
        raise errors.DatabaseUrlInvalid from None  # what it says repeats the password
    return database_url
