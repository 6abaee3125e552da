"""How does the bot prove who it is?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import documents, errors

if TYPE_CHECKING:
    from rocketchat_bridge.rest import Rest


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the server says the bot is."""

    user_id: documents.UserId
    username: str
    #: Good for REST headers and for DDP's `resume`.
    token: str = field(repr=False)


async def log_in(rest: Rest, credentials: Credentials) -> Identity:
    """Ask the server who the credentials belong to, and make the following calls as that user.

    Raises errors.LoginRefused, errors.RateLimited, errors.Unavailable.
    """
    try:
        identity = await _identify(rest, credentials)
    except errors.Refused as refusal:
        raise refused(refusal.code) from refusal
    except (KeyError, TypeError) as fault:
        raise errors.Unavailable("login", "the answer is not Rocket.Chat's") from fault
    rest.authorise(user_id=identity.user_id, token=identity.token)
    return identity


async def _identify(rest: Rest, credentials: Credentials) -> Identity:
    if isinstance(credentials, Token) and credentials.user_id is not None:
        rest.authorise(user_id=credentials.user_id, token=credentials.token)
        return _read(await rest.get("me"), token=credentials.token)
    body = (
        {"resume": credentials.token}
        if isinstance(credentials, Token)
        else {"user": credentials.username, "password": credentials.password}
    )
    data = (await rest.post("login", body))["data"]
    return _read(data["me"], token=data["authToken"])


def _read(me: dict[str, Any], *, token: str) -> Identity:
    return Identity(user_id=documents.UserId(me["_id"]), username=me["username"], token=token)


def refused(code: str) -> errors.LoginRefused:
    """What to do about a login that Rocket.Chat refuses with this word of its own."""
    if code.startswith("totp"):
        return errors.LoginRefused(
            "O Rocket.Chat pede ao robô um segundo fator; dê a ele um token pessoal que o dispense.",
            "Rocket.Chat asks the bot for a second factor; give it a personal access token that needs none.",
        )
    return errors.LoginRefused(
        f"O Rocket.Chat recusa a entrada do robô ({code}); confira BELA_ROCKETCHAT_TOKEN ou BELA_ROCKETCHAT_PASSWORD no .env, "
        "ou o bot-token na pasta de dados, e reinicie a Bela.",
        f"Rocket.Chat refuses the bot's sign-in ({code}); check BELA_ROCKETCHAT_TOKEN or BELA_ROCKETCHAT_PASSWORD in .env, "
        "or bot-token in the data folder, and start Bela again.",
    )
