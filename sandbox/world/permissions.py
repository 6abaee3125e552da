"""Who may do what? Rocket.Chat's default table of roles by permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.world.documents import Document

_MANAGER = "livechat-manager"
_MONITOR = "livechat-monitor"
_AGENT = "livechat-agent"
_LEADERS = (_MANAGER, _MONITOR, "admin")
_ALL_STAFF = (_MANAGER, _MONITOR, _AGENT, "admin")
_MANAGERS = (_MANAGER, "admin")
_MACHINES = ("admin", "bot", "app")

DEFAULTS: dict[str, tuple[str, ...]] = {
    "access-permissions": ("admin",),
    "add-livechat-department-agents": _LEADERS,
    "api-bypass-rate-limit": _MACHINES,
    "assign-roles": ("admin",),
    "bypass-time-limit-edit-and-delete": ("bot", "app"),
    "close-livechat-room": _ALL_STAFF,
    "close-others-livechat-room": _LEADERS,
    "create-personal-access-tokens": ("admin", "user"),
    "create-user": ("admin",),
    "delete-message": ("admin", "owner", "moderator"),
    "delete-user": ("admin",),
    "edit-livechat-room-customfields": _ALL_STAFF,
    "edit-message": ("admin", "owner", "moderator"),
    "edit-omnichannel-contact": (_MANAGER, _AGENT, "admin"),
    "edit-other-user-info": ("admin",),
    "edit-privileged-setting": ("admin",),
    "force-delete-message": ("admin", "owner"),
    "manage-livechat-agents": _LEADERS,
    "manage-livechat-departments": _LEADERS,
    "manage-livechat-managers": _MANAGERS,
    "message-impersonate": ("bot", "app"),
    "on-hold-livechat-room": _ALL_STAFF,
    "remove-livechat-department": _MANAGERS,
    "save-others-livechat-room-info": _LEADERS,
    "send-many-messages": _MACHINES,
    "send-omnichannel-chat-transcript": _MANAGERS,
    "transfer-livechat-guest": _LEADERS,
    "view-full-other-user-info": ("admin",),
    "view-l-room": _ALL_STAFF,
    "view-livechat-appearance": _MANAGERS,
    "view-livechat-customfields": _MANAGERS,
    "view-livechat-departments": _LEADERS,
    "view-livechat-manager": _LEADERS,
    "view-livechat-queue": _ALL_STAFF,
    "view-livechat-room-closed-by-another-agent": _LEADERS,
    "view-livechat-room-closed-same-department": _LEADERS,
    "view-livechat-room-customfields": _ALL_STAFF,
    "view-livechat-rooms": _LEADERS,
    "view-livechat-triggers": _MANAGERS,
    "view-livechat-webhooks": _MANAGERS,
    "view-outside-room": ("admin", "owner", "moderator", "user"),
    "view-privileged-setting": ("admin",),
}


class Permissions:
    """The table in force; admins replace the roles of a permission."""

    def __init__(self) -> None:
        self._roles = {name: list(roles) for name, roles in DEFAULTS.items()}
        #: Grows with every change, so that what was derived from the table can tell it is stale.
        self.revision = 0

    def __contains__(self, name: str) -> bool:
        return name in self._roles

    def allows(self, user: Document, name: str) -> bool:
        """Whether one of the user's roles has the permission."""
        granted = self._roles.get(name, ())
        return any(role in granted for role in user["roles"])

    def replace(self, name: str, roles: list[str]) -> None:
        """Set the roles that have the permission; the former ones lose it."""
        self._roles[name] = list(roles)
        self.revision += 1

    def listed(self) -> list[Document]:
        """All permissions as `permissions.listAll` shows them."""
        return [{"_id": name, "roles": list(roles)} for name, roles in sorted(self._roles.items())]
