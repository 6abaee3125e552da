"""How are Rocket.Chat's wire documents read, whether they came over DDP or REST?

Pure and tolerant: what is missing becomes None, what is unknown is passed over. Dates are EJSON (`{"$date": ms}`) over DDP
and ISO text over REST; both are read everywhere.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import documents, sent_files

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = dict[str, Any]

#: Marks of a channel in the name of the app that made the room.
_APP_CHANNELS = ("whatsapp", "facebook", "messenger", "instagram", "telegram")
#: What the widget makes of the characters that HTML gives a meaning.
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#x60;": "`"}
_ESCAPED = re.compile("|".join(_ENTITIES))
#: Rocket.Chat's own user: it closes rooms for inactivity, with `closer: "user"` like a person.
_SERVER = "rocket.cat"
_CLOSERS = {"visitor": documents.Closer.visitor, "user": documents.Closer.agent}
_CHANNEL_NAMES = {"widget": "livechat", "messenger": "facebook"}


def instant(value: object) -> datetime | None:
    """A date of either form as an aware datetime; None when it is neither."""
    if isinstance(value, dict):
        value = value.get("$date")
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / 1000, UTC)
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def iso(moment: datetime) -> str:
    """A moment as REST takes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def user(value: object) -> documents.UserRef | None:
    """The user that a document mentions."""
    if not isinstance(value, dict) or not isinstance(value.get("_id"), str):
        return None
    return documents.UserRef(id=documents.UserId(value["_id"]), username=str(value.get("username") or ""))


def room(document: Document) -> documents.Room | None:
    """An omnichannel room; None when the document is of another kind or lacks what a room must have."""
    visitor = _visitor(document)
    opened_at = instant(document.get("ts"))
    if document.get("t") != "l" or not isinstance(document.get("_id"), str) or not visitor or not opened_at:
        return None
    source = _map(document.get("source"))
    served_by = document.get("servedBy")
    return documents.Room(
        id=documents.RoomId(document["_id"]),
        visitor=visitor,
        channel=channel(source),
        source_type=str(source.get("type") or "other"),
        department_id=document.get("departmentId") or None,
        served_by=user(served_by),
        open=document.get("open") is True,
        opened_at=opened_at,
        served_since=instant(_map(served_by).get("ts")),
        ended=None if document.get("open") is True else _ended(document),
    )


def _ended(document: Document) -> documents.Ended:
    """How a room that is not open was closed: facts 3.1, `closedAt,closer,closedBy`."""
    by = _CLOSERS.get(str(document.get("closer")), documents.Closer.unknown)
    if _map(document.get("closedBy")).get("_id") == _SERVER:
        by = documents.Closer.server
    return documents.Ended(at=instant(document.get("closedAt")), by=by)


def system_kind(document: Document) -> str | None:
    """The kind of a system message; None for what somebody wrote."""
    told = document.get("t")
    return told if told is None else str(told)


def listed(value: Any) -> list[Document]:
    """The documents of a list; what is none, or no list at all, is left out."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def channel(source: Mapping[str, Any]) -> str:
    """What the citizen writes through, told from a room's `source`."""
    kind = str(source.get("type") or "other")
    if kind == "app":
        marks = " ".join(str(source.get(key) or "") for key in ("alias", "label", "id")).lower()
        kind = next((name for name in _APP_CHANNELS if name in marks), kind)
    return _CHANNEL_NAMES.get(kind, kind)


#: Degrees of the places farthest from the equator, and from Greenwich.
_POLE = 90
_DATE_LINE = 180


def message(document: Document, *, escaped: bool = False) -> documents.Message | None:
    """A visitor's message; None when it lacks an id, a room or a date.

    `escaped`: it comes from the widget, which sends "dor d&#x27;olhos" for "dor d'olhos" (seen with 1.13.3).
    """
    sent_at = instant(document.get("ts"))
    if not isinstance(document.get("_id"), str) or not isinstance(document.get("rid"), str) or not sent_at:
        return None
    file = _map(document.get("file"))
    text = str(document.get("msg") or _caption(document))
    return documents.Message(
        id=documents.MessageId(document["_id"]),
        room_id=documents.RoomId(document["rid"]),
        kind=_kind(document, file),
        text=_unescaped(text) if escaped else text,
        sent_at=sent_at,
        edited_at=instant(document.get("editedAt")) if "editedAt" in document else None,
        file_name=str(file.get("name")) if file.get("name") else None,
        file=sent_files.read(file, _attachments(document)),
        location=_place(document.get("location")),
    )


def _place(location: object) -> tuple[float, float] | None:
    """Latitude and longitude out of a GeoJSON point, which has them the other way round."""
    match _map(location).get("coordinates"):
        case [int() | float() as longitude, int() | float() as latitude]:
            on_earth = abs(latitude) <= _POLE and abs(longitude) <= _DATE_LINE
            return (float(latitude), float(longitude)) if on_earth else None
    return None


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ENTITIES[found.group()], text)


def author_id(document: Document) -> str | None:
    """The id of whoever wrote a message: a user's or a visitor's."""
    author: str | None = _map(document.get("u")).get("_id")
    return author


def changed_at(document: Document) -> datetime | None:
    """When the server last changed a document."""
    return instant(document.get("_updatedAt"))


def _visitor(document: Document) -> documents.Visitor | None:
    visitor = _map(document.get("v"))
    if not isinstance(visitor.get("_id"), str) or not isinstance(visitor.get("token"), str):
        return None
    username = str(visitor.get("username") or "")
    name = visitor.get("name") or document.get("fname")
    return documents.Visitor(
        id=documents.VisitorId(visitor["_id"]),
        token=visitor["token"],
        username=username,
        name=str(name) if name and name != username else None,
        phone=_phone(visitor.get("phone")) or _phone(_map(document.get("sms")).get("from")),
    )


def _phone(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = _map(value[0]).get("phoneNumber")
    return value if isinstance(value, str) and value else None


def _kind(document: Document, file: Mapping[str, Any]) -> documents.MessageKind:
    if document.get("location"):
        return documents.MessageKind.location
    media = str(file.get("type") or "") or _attached_media(document)
    if not media:
        return documents.MessageKind.file if file else documents.MessageKind.text
    if media.startswith("image/webp"):
        return documents.MessageKind.sticker  # the form of WhatsApp's and Telegram's stickers
    family = media.partition("/")[0]
    return (
        documents.MessageKind(family) if family in {"image", "audio", "video"} else documents.MessageKind.file
    )


def _attached_media(document: Document) -> str:
    for attachment in _attachments(document):
        for family in ("image", "audio", "video"):
            if attachment.get(f"{family}_url"):
                return str(attachment.get(f"{family}_type") or f"{family}/*")
        if attachment.get("type") == "file":
            return "application/*"
    return ""


def _caption(document: Document) -> str:
    return next((str(each["description"]) for each in _attachments(document) if each.get("description")), "")


def _attachments(document: Document) -> list[Mapping[str, Any]]:
    attachments = document.get("attachments")
    return [each for each in attachments if isinstance(each, dict)] if isinstance(attachments, list) else []


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
