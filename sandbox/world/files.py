"""Which files were uploaded, and how do messages show them?"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE_END = 24


def keep(world: World, room: Document, *, name: str, kind: str, content: bytes) -> Document:
    """Store an uploaded file of a room; `kind` is its media type."""
    file: Document = {
        "_id": world.ids.new(),
        "rid": room["_id"],
        "name": name,
        "type": kind,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    world.contents[file["sha256"]] = content
    world.files[file["_id"]] = file
    return file


def path(file: Document) -> str:
    """Where the file is downloaded, below the server's address."""
    return f"/file-upload/{file['_id']}/{quote(file['name'])}"


def message_fields(world: World, file: Document, *, description: str) -> Document:
    """`file`, `files` and `attachments` of the message that carries a file."""
    reference = {name: file[name] for name in ("_id", "name", "type", "size")}
    attachment: Document = {
        "title": file["name"],
        "type": "file",
        "description": description,
        "title_link": path(file),
        "title_link_download": True,
    }
    family = file["type"].partition("/")[0]
    if family in {"image", "audio", "video"}:
        attachment[f"{family}_url"] = path(file)
        attachment[f"{family}_type"] = file["type"]
        attachment[f"{family}_size"] = file["size"]
    if dimensions := _png_dimensions(world.contents[file["sha256"]]):
        attachment["image_dimensions"] = dimensions
    return {"file": reference, "files": [reference], "attachments": [attachment], "groupable": False}


def _png_dimensions(content: bytes) -> Document | None:
    if not content.startswith(_PNG) or len(content) < _PNG_SIZE_END:
        return None
    width, height = struct.unpack(">II", content[16:_PNG_SIZE_END])
    return {"width": width, "height": height}
