"""How does a user look in an answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.documents import picked

if TYPE_CHECKING:
    from sandbox.world.documents import Document


def account(user: Document, url: str) -> Document:
    """The account itself, as `login` and `me` show it."""
    shown = picked(
        user,
        "_id",
        "name",
        "username",
        "emails",
        "status",
        "statusConnection",
        "statusDefault",
        "statusLivechat",
        "utcOffset",
        "active",
        "roles",
    )
    return {**shown, "settings": {"preferences": {}}, "avatarUrl": f"{url}/avatar/{user['username']}"}


def listed(user: Document) -> Document:
    """A user as administrators see it."""
    return picked(
        user,
        "_id",
        "createdAt",
        "name",
        "username",
        "emails",
        "type",
        "status",
        "statusConnection",
        "statusLivechat",
        "utcOffset",
        "active",
        "roles",
    )
