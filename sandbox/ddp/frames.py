"""How do DDP frames look?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from sandbox import encoding, errors

if TYPE_CHECKING:
    from collections.abc import Sequence

PING = b'{"msg":"ping"}'


def changed(stream: str, event: str, args: bytes) -> bytes:
    """A published event; `args` is the JSON array."""
    return b'{"msg":"changed","collection":"%b","id":"id","fields":{"eventName":%b,"args":%b}}' % (
        stream.encode(),
        orjson.dumps(event),
        args,
    )


def stream_added(stream: str, event: str) -> bytes:
    """The document that subscribers with `useCollection` expect before `ready`."""
    fields = {"eventName": event}
    return encoding.ddp({"msg": "added", "collection": stream, "id": "id", "fields": fields})


def user_added(user: dict[str, Any]) -> bytes:
    """The account that a login opened."""
    fields = {"username": user["username"], "emails": user["emails"], "name": user["name"]}
    return encoding.ddp({"msg": "added", "collection": "users", "id": user["_id"], "fields": fields})


def ready(subscription_ids: Sequence[str]) -> bytes:
    """Subscriptions are in force."""
    return encoding.ddp({"msg": "ready", "subs": subscription_ids})


def nosub(subscription_id: str, refusal: errors.RefusedError | None = None) -> bytes:
    """A subscription ended, or was refused."""
    frame: dict[str, Any] = {"msg": "nosub", "id": subscription_id}
    if refusal is not None:
        frame["error"] = error(refusal)
    return encoding.ddp(frame)


def result(method_id: str, value: Any) -> bytes:
    """A method's result, followed by its `updated` in `updated()`."""
    return encoding.ddp({"msg": "result", "id": method_id, "result": value})


def refused(method_id: str, refusal: errors.RefusedError) -> bytes:
    """A method's error."""
    return encoding.ddp({"msg": "result", "id": method_id, "error": error(refusal)})


def updated(method_id: str) -> bytes:
    """The writes of a method are visible."""
    return encoding.ddp({"msg": "updated", "methods": [method_id]})


def error(refusal: errors.RefusedError) -> dict[str, Any]:
    """An error object as Meteor sends it."""
    code: str | int = str(refusal)
    reason = code
    if isinstance(refusal, errors.MeteorError):
        reason = refusal.reason
        code = int(refusal.code) if refusal.code.isdigit() else refusal.code
    details = getattr(refusal, "details", None)
    return {
        "isClientSafe": True,
        "error": code,
        "reason": reason,
        "message": f"{reason} [{code}]",
        "errorType": "Meteor.Error",
        **({"details": details} if details else {}),
    }
