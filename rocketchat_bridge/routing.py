"""How is a bot taken out of routing, and put back?

Rocket.Chat gives new conversations to a bot whether its program lives or not: it looks at the two roles alone, not at presence or
availability. So the role `bot` is taken away, and the account made unavailable, since without that role it would count as an
ordinary agent. `livechat-agent` stays, and with it everything that a bot needs to go on with the rooms it has when it comes back.
"""

from __future__ import annotations

from rocketchat_bridge import needs
from rocketchat_bridge.admin import Server, User
from rocketchat_bridge.admin_errors import AdminError

_BOT_ROLE = "bot"


def is_in(server: Server, username: str) -> bool:
    """Tell whether new conversations go to this bot.

    Raises:
        AdminError: the server cannot be asked, or has no such user.
    """
    return set(needs.BOT_ROLES) <= set(bot(server, username).roles)


def take_out(server: Server, username: str) -> None:
    """Let new conversations go to people.

    Raises:
        AdminError: it was not done, or not all of it; do it again.
    """
    found = bot(server, username)
    server.set_available(found, available=False)
    server.set_roles(found, [role for role in found.roles if role != _BOT_ROLE])


def put_back(server: Server, username: str) -> None:
    """Let new conversations begin with the bot again.

    Raises:
        AdminError: it was not done, or not all of it; do it again.
    """
    found = bot(server, username)
    missing = [role for role in needs.BOT_ROLES if role not in found.roles]
    server.set_available(found, available=True)
    server.set_roles(found, [*found.roles, *missing])


def bot(server: Server, username: str) -> User:
    """Return the bot's account.

    Raises:
        AdminError: the server cannot be asked, or has no such user.
    """
    user = server.user(username)
    if user is None:
        raise AdminError(
            f"Não há usuário {username} no Rocket.Chat; rode: bela provision.",
            f"There is no user {username} in Rocket.Chat; run: bela provision.",
        )
    return user
