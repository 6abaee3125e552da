"""How is an uploaded file read?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.rest.route import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping


async def read(request: web.Request) -> tuple[dict[str, Any], Upload | None]:
    """The form's text fields, and the file of its field `file`."""
    form: Mapping[str, Any] = await request.post()
    texts = {name: value for name, value in form.items() if isinstance(value, str)}
    file = form.get("file")
    if not isinstance(file, web.FileField):
        return texts, None
    return texts, Upload(name=file.filename, type=file.content_type, content=file.file.read())
