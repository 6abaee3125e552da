"""Routes that take files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest.route import post
from sandbox.world import access, files, messages

if TYPE_CHECKING:
    from sandbox.rest.route import Call, Upload
    from sandbox.world.documents import Document


def _checked(call: Call) -> Upload:
    if call.upload is None:
        raise errors.PlainError("[No file uploaded]")
    settings = call.world.settings
    if call.upload.type in settings["FileUpload_MediaTypeBlackList"].split(","):
        raise errors.UploadRefusedError("error-type-not-allowed")
    if len(call.upload.content) > settings["FileUpload_MaxFileSize"]:
        allowed = f"{settings['FileUpload_MaxFileSize'] // 1024 // 1024} MB"
        raise errors.UploadRefusedError("error-size-not-allowed", sizeAllowed=allowed)
    return call.upload


def _from_visitor(call: Call) -> Document:
    visitor = call.world.visitors.of_token(call.headers.get("x-visitor-token", ""))
    room = call.world.rooms.get(call.path["rid"])
    if visitor is None or room is None or room["v"]["_id"] != visitor["_id"] or not room.get("open"):
        raise errors.MissingPermissionError("unauthorized")
    upload = _checked(call)
    file = files.keep(call.world, room, name=upload.name, kind=upload.type, content=upload.content)
    description = call.params.get("description", "")
    extra = files.message_fields(call.world, file, description=description)
    return messages.from_visitor(call.world, room, visitor, call.params.get("msg", ""), extra=extra)


def _readable(call: Call) -> Document:
    room = call.world.rooms.get(call.path["rid"])
    if room is None or not access.user_may_read(call.world, room, call.user):
        raise errors.MissingPermissionError("unauthorized")
    return room


def _media(call: Call) -> Document:
    room, upload = _readable(call), _checked(call)
    file = files.keep(call.world, room, name=upload.name, kind=upload.type, content=upload.content)
    return {"file": {"_id": file["_id"], "url": files.path(file)}}


def _confirm(call: Call) -> Document:
    room = _readable(call)
    file = call.world.files.get(call.path["fileId"])
    if file is None or file["rid"] != room["_id"]:
        raise errors.MeteorError("invalid-file")
    if call.params.get("fileName"):
        file["name"] = call.params["fileName"]
    fields = {
        "msg": call.params.get("msg") or "",
        **files.message_fields(call.world, file, description=call.params.get("description") or ""),
    }
    return {"message": messages.from_user(call.world, room, call.user, fields)}


ROUTES = (
    post("livechat/upload/:rid", _from_visitor, login=False, takes_file=True),
    post("rooms.media/:rid", _media, takes_file=True),
    post("rooms.mediaConfirm/:rid/:fileId", _confirm, schema="mediaConfirm"),
)
