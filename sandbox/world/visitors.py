"""Who are the citizens on the other side, and when are two of them one?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.world.documents import picked

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def reference(visitor: Document) -> Document:
    """A visitor as messages name it."""
    return picked(visitor, "_id", "username", "name")


@dataclass(slots=True, kw_only=True)
class Visitors:
    """Visitors by id, token, phone and e-mail address."""

    _by_id: dict[str, Document]
    _by_token: dict[str, Document]
    _by_phone: dict[str, Document]
    _by_email: dict[str, Document]

    @classmethod
    def empty(cls) -> Visitors:
        """Nobody yet."""
        return cls(_by_id={}, _by_token={}, _by_phone={}, _by_email={})

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, visitor_id: str) -> Document | None:
        """The visitor with this id."""
        return self._by_id.get(visitor_id)

    def of_token(self, token: str) -> Document | None:
        """The visitor with this token."""
        return self._by_token.get(token)

    def with_phone(self, number: str) -> Document | None:
        """The visitor with this phone number."""
        return self._by_phone.get(number)

    def with_email(self, address: str) -> Document | None:
        """The visitor with this e-mail address."""
        return self._by_email.get(address.lower())

    def store(self, visitor: Document, *, former_token: str | None = None) -> None:
        """Add a visitor, or bring the indexes up to date."""
        if former_token:
            self._by_token.pop(former_token, None)
        self._by_id[visitor["_id"]] = self._by_token[visitor["token"]] = visitor
        for phone in visitor.get("phone", ()):
            self._by_phone[phone["phoneNumber"]] = visitor
        for email in visitor.get("visitorEmails", ()):
            self._by_email[email["address"].lower()] = visitor

    def remove(self, visitor: Document) -> None:
        """Forget a visitor."""
        for index in (self._by_id, self._by_token, self._by_phone, self._by_email):
            for key in [key for key, value in index.items() if value is visitor]:
                del index[key]


def required(world: World, token: Any) -> Document:
    """The visitor of a token; refuses an unknown one."""
    visitor = world.visitors.of_token(token)
    if visitor is None:
        raise errors.PlainError("invalid-token")
    return visitor


def register(world: World, guest: Document) -> Document:
    """Find or create a visitor: by token, else phone (keeps its token), else e-mail (gets the new token)."""
    email, phone = guest.get("email"), guest.get("phone")
    if email and not _EMAIL.fullmatch(email):
        raise errors.MeteorError("error-invalid-email", "Invalid email")
    department_id = _department_id(world, guest.get("department"))
    visitor = world.visitors.of_token(guest["token"]) or (world.visitors.with_phone(phone) if phone else None)
    former_token = None
    if visitor is None and email and (visitor := world.visitors.with_email(email)):
        former_token, visitor["token"] = visitor["token"], guest["token"]
    if visitor is None:
        visitor = _new(world, guest)
    _update(visitor, guest, department_id=department_id)
    visitor["_updatedAt"] = world.now()
    world.visitors.store(visitor, former_token=former_token)
    return visitor


def _department_id(world: World, wanted: str | None) -> str | None:
    if not wanted:
        return None
    department = world.departments.get(wanted) or world.departments.named(wanted)
    if department is None:
        raise errors.MeteorError("error-invalid-department", "The provided department is invalid")
    return str(department["_id"])


def _new(world: World, guest: Document) -> Document:
    now = world.now()
    return {
        "_id": guest.get("id") or world.ids.new(),
        "username": guest.get("username") or f"guest-{len(world.visitors) + 1}",
        "ts": now,
        "token": guest["token"],
        "status": "online",
        "activity": [f"{now:%Y-%m}"],
        **({"name": guest["name"]} if guest.get("name") else {}),
    }


def _update(visitor: Document, guest: Document, *, department_id: str | None) -> None:
    if guest.get("name"):
        visitor["name"] = guest["name"]
    if guest.get("email"):
        visitor["visitorEmails"] = [{"address": guest["email"]}]
    if guest.get("phone"):
        visitor["phone"] = [{"phoneNumber": guest["phone"]}]
    if department_id:
        visitor["department"] = department_id


def set_custom_field(world: World, visitor: Document, *, key: str, value: str, overwrite: bool) -> bool:
    """Store a defined visitor field; False when no such field is defined."""
    definition = world.custom_fields.get(key)
    if definition is None or definition["scope"] != "visitor":
        return False
    pattern = definition.get("regexp")
    if pattern and not re.search(pattern, value):
        raise errors.MeteorError(
            "error-invalid-custom-field-value", f"Invalid value for {definition['label']} field"
        )
    data = visitor.setdefault("livechatData", {})
    if overwrite or key not in data:
        data[key] = value
    return True
