"""Who has an account, and how do people and programs log in?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.world import events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sandbox.world.documents import Document
    from sandbox.world.model import World

#: The system's own account, as every Rocket.Chat has it.
ROCKET_CAT: Document = {"_id": "rocket.cat", "username": "rocket.cat", "name": "Rocket.Cat"}


def digest(password: str) -> str:
    """What clients send instead of the password: its sha256 in hexadecimal."""
    return hashlib.sha256(password.encode()).hexdigest()


def reference(user: Document) -> Document:
    """A user as messages and rooms name it."""
    return {"_id": user["_id"], "username": user["username"], "name": user["name"]}


@dataclass(slots=True, kw_only=True)
class Users:
    """Accounts by id and by name, and the tokens that open them."""

    _by_id: dict[str, Document]
    _by_name: dict[str, Document]
    _digests: dict[str, str]
    _owner_of_token: dict[str, str]
    _personal: dict[tuple[str, str], str]

    @classmethod
    def empty(cls) -> Users:
        """No account yet."""
        return cls(_by_id={}, _by_name={}, _digests={}, _owner_of_token={}, _personal={})

    def __iter__(self) -> Iterator[Document]:
        return iter(self._by_id.values())

    def get(self, user_id: str) -> Document | None:
        """The account with this id."""
        return self._by_id.get(user_id)

    def named(self, username: str) -> Document | None:
        """The account with this user name."""
        return self._by_name.get(username)

    def with_email(self, address: str) -> Document | None:
        """The account with this e-mail address."""
        return next((u for u in self if any(e["address"] == address for e in u.get("emails", ()))), None)

    def add(self, user: Document, password: str) -> None:
        """Store a new account."""
        self._by_id[user["_id"]] = self._by_name[user["username"]] = user
        self.set_password(user, password)

    def remove(self, user: Document) -> None:
        """Forget an account, its password and its tokens."""
        del self._by_id[user["_id"]], self._by_name[user["username"]], self._digests[user["_id"]]
        for key in [key for key in self._personal if key[0] == user["_id"]]:
            del self._personal[key]
        for token in [token for token, owner in self._owner_of_token.items() if owner == user["_id"]]:
            del self._owner_of_token[token]

    def set_password(self, user: Document, password: str) -> None:
        """Replace the account's password."""
        self._digests[user["_id"]] = digest(password)

    def knows_password(self, user: Document, password_digest: str) -> bool:
        """Whether this is the digest of the account's password."""
        return self._digests[user["_id"]] == password_digest.lower()

    def open_token(self, user: Document, token: str) -> None:
        """Let a token log in as this user."""
        self._owner_of_token[token] = user["_id"]

    def close_token(self, token: str) -> None:
        """Let a token no longer log in."""
        self._owner_of_token.pop(token, None)

    def close_sessions_of(self, user_id: str) -> None:
        """End every login of a user; personal access tokens stay."""
        kept = set(self._personal.values())
        for token in [token for token, owner in self._owner_of_token.items() if owner == user_id]:
            if token not in kept:
                del self._owner_of_token[token]

    def of_token(self, token: str) -> Document | None:
        """The account that this token opens."""
        return self._by_id.get(self._owner_of_token.get(token, ""))

    def personal_token(self, user: Document, name: str) -> str | None:
        """The personal access token of this name."""
        return self._personal.get((user["_id"], name))

    def keep_personal_token(self, user: Document, name: str, token: str | None) -> None:
        """Store, replace (closing the old one) or remove a personal access token."""
        old = self._personal.pop((user["_id"], name), None)
        if old:
            self.close_token(old)
        if token:
            self._personal[user["_id"], name] = token
            self.open_token(user, token)

    def personal_token_names(self, user: Document) -> list[str]:
        """Names of the user's personal access tokens."""
        return [name for owner, name in self._personal if owner == user["_id"]]


def create(
    world: World,
    *,
    username: str,
    password: str,
    name: str | None = None,
    email: str | None = None,
    roles: Iterable[str] = ("user",),
) -> Document:
    """Add an account; refuses a name or e-mail address in use."""
    if world.users.named(username):
        raise errors.MeteorError("error-field-unavailable", f"{username} is already in use :(")
    if email and world.users.with_email(email):
        raise errors.MeteorError("error-field-unavailable", f"{email} is already in use :(")
    user: Document = {
        "_id": world.ids.new(),
        "createdAt": world.now(),
        "username": username,
        "name": name or username,
        "emails": [{"address": email, "verified": False}] if email else [],
        "type": "user",
        "roles": list(dict.fromkeys(roles)),
        "active": True,
        "status": "offline",
        "statusConnection": "offline",
        "statusDefault": "online",
        "utcOffset": -3,
        "livechatCount": 0,
        "_updatedAt": world.now(),
    }
    if "livechat-agent" in user["roles"]:
        user["statusLivechat"] = "available"
    world.users.add(user, password)
    return user


def log_in(world: World, user: Document) -> str:
    """Open a new session token for a user."""
    token = world.ids.secret()
    world.users.open_token(user, token)
    return token


def log_out_everywhere(world: World, user: Document) -> None:
    """End the user's sessions and tell its connections (`force_logout`)."""
    world.users.close_sessions_of(user["_id"])
    world.emit(events.UserNotice(user_id=user["_id"], name="force_logout", args=[]))


def add_role(user: Document, role: str) -> None:
    """Give a role; nothing changes when the user has it."""
    if role not in user["roles"]:
        user["roles"].append(role)


def is_bot(user: Document) -> bool:
    """Whether the account has role bot."""
    return "bot" in user["roles"]
