"""How does the bot prove who it is?"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A personal access token, best made with two-factor bypassed."""

    token: str = field(repr=False)
    #: Asked of the server when not given.
    user_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """A user name and password; the account must not ask for a second factor."""

    username: str
    password: str = field(repr=False)


Credentials = Token | Password
