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


def unavailable(database_url: str, fault: BaseException | None, *, during: str) -> errors.DatabaseUnavailable:
    """What is told of a fault that may be a connection's that could not be made.

    PostgreSQL's client keeps no code of a refusal, but it knows whether it was asked for a password.
    """
    tried = fault.pgconn if isinstance(fault, psycopg.Error) else None
    refused = tried is not None and (tried.used_password or tried.needs_password)
    kind = errors.DatabaseRefused if refused else errors.DatabaseUnavailable
    return kind(during, at=told(database_url))


def checked(database_url: str) -> str:
    """The same URL. Raises errors.DatabaseUrlInvalid where PostgreSQL could not make anything of it."""
    try:
        conninfo.conninfo_to_dict(database_url)
    except psycopg.ProgrammingError:
        raise errors.DatabaseUrlInvalid from None  # what it says repeats the password
    return database_url
