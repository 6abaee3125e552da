"""Uploads by visitors and bots, downloads, avatars and the widget's sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.integration.sandbox.town import Town

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000020000000308060000000000000000")


def _form(content: bytes = PNG, *, name: str = "foto.png", kind: str = "image/png") -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("file", content, filename=name, content_type=kind)
    return form


async def test_a_visitors_picture_becomes_a_message(town: Town) -> None:
    """With file, attachment and dimensions; the download asks for the visitor's or an agent's token."""
    token, room_id = await town.visitor_with_room()
    headers = {"x-visitor-token": token}
    status, body = await town.call("POST", f"livechat/upload/{room_id}", data=_form(), headers=headers)
    assert status == 200
    attachment = body["attachments"][0]
    assert (body["file"]["type"], attachment["image_type"]) == ("image/png", "image/png")
    assert attachment["image_dimensions"] == {"width": 2, "height": 3}
    url = f"{town.box.url}{attachment['image_url']}"
    async with town.client.get(url) as response:
        assert response.status == 403
    proof = {"rc_room_type": "l", "rc_rid": room_id, "rc_token": token}
    async with town.client.get(url, params=proof) as response:
        assert (response.status, await response.read()) == (200, PNG)
    async with town.client.get(url, headers=town.bot.headers) as response:
        assert response.status == 200
    async with town.client.get(url, headers=town.bruno.headers) as response:
        assert response.status == 403


@pytest.mark.parametrize("headers", [{}, {"x-visitor-token": "falsch"}])
async def test_an_upload_needs_the_visitors_token(town: Town, headers: dict) -> None:
    """403 without it or with another; 400 without a file."""
    token, room_id = await town.visitor_with_room()
    path = f"livechat/upload/{room_id}"
    assert (await town.call("POST", path, data=_form(), headers=headers))[0] == 403
    own = {"x-visitor-token": token}
    assert (await town.call("POST", "livechat/upload/nowhere", data=_form(), headers=own))[0] == 403
    assert (await town.call("POST", path, headers=own))[0] == 400


@pytest.mark.parametrize(
    ("content", "claimed"),
    [
        (b"<script>alert(1)</script>", "text/html"),
        (b"<script>alert(1)</script>", "image/png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/jpeg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"", "audio/ogg"),
    ],
)
async def test_what_a_browser_could_run_is_only_saved(town: Town, content: bytes, claimed: str) -> None:
    """Whatever its sender calls it: the desk and the widget stand at the same address, and nothing of a citizen's runs there."""
    file, headers = await _fetched(town, content, claimed=claimed)
    assert file == content
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"), (b"OggS", "audio/ogg"), (b"\x00\x00\x00\x18ftypmp42", "video/mp4")],
)  # fmt: skip
async def test_pictures_sounds_and_films_are_shown_as_what_they_are(
    town: Town, content: bytes, kind: str
) -> None:
    """By how they begin, not by what was said of them; and the same content is kept once."""
    for claimed in ("image/png", "video/mp4"):
        _, headers = await _fetched(town, content, claimed=claimed)
        assert headers["Content-Type"] == kind
        assert "Content-Disposition" not in headers
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert list(town.box.world.contents.values()) == [content]


async def _fetched(town: Town, content: bytes, *, claimed: str) -> tuple[bytes, Mapping[str, str]]:
    """Upload it, and fetch it as the bot would."""
    token, room_id = await town.visitor_with_room()
    path, headers = f"livechat/upload/{room_id}", {"x-visitor-token": token}
    form = _form(content, name="x", kind=claimed)
    status, body = await town.call("POST", path, data=form, headers=headers)
    assert status == 200
    url = f"{town.box.url}{body['attachments'][0]['title_link']}"
    async with town.client.get(url, headers=town.bot.headers) as response:
        return await response.read(), response.headers


async def test_forbidden_types_and_sizes_are_told_as_the_widget_reads_them(town: Town) -> None:
    """`reason`, and `sizeAllowed` for large ones."""
    token, room_id = await town.visitor_with_room()
    headers, path = {"x-visitor-token": token}, f"livechat/upload/{room_id}"
    form = _form(name="a.svg", kind="image/svg+xml")
    assert (await town.call("POST", path, data=form, headers=headers))[1][
        "reason"
    ] == "error-type-not-allowed"
    town.box.world.settings["FileUpload_MaxFileSize"] = 10
    status, body = await town.call("POST", path, data=_form(), headers=headers)
    assert (status, body["reason"], body["sizeAllowed"]) == (400, "error-size-not-allowed", "0 MB")


async def test_a_bot_sends_a_file_in_two_steps(town: Town) -> None:
    """rooms.media keeps it, rooms.mediaConfirm posts it."""
    _, room_id = await town.visitor_with_room()
    path = f"rooms.media/{room_id}"
    status, body = await town.call("POST", path, data=_form(), headers=town.bot.headers)
    assert status == 200
    file = body["file"]
    assert file["url"] == f"/file-upload/{file['_id']}/foto.png"
    status, body = await town.bot.post(f"rooms.mediaConfirm/{room_id}/{file['_id']}", msg="veja")
    assert (status, body["message"]["msg"], body["message"]["file"]["_id"]) == (200, "veja", file["_id"])
    assert (await town.bot.post(f"rooms.mediaConfirm/{room_id}/nothing"))[0] == 400
    assert (await town.call("POST", path, data=_form(), headers=town.ana.headers))[0] == 403


async def test_audio_has_its_own_fields(town: Town) -> None:
    """audio_url, audio_type, audio_size."""
    token, room_id = await town.visitor_with_room()
    form = _form(b"OggS", name="voz.ogg", kind="audio/ogg")
    headers = {"x-visitor-token": token}
    _, body = await town.call("POST", f"livechat/upload/{room_id}", data=form, headers=headers)
    assert (body["attachments"][0]["audio_type"], body["attachments"][0]["audio_size"]) == ("audio/ogg", 4)


async def test_avatars_and_the_sound_are_served(town: Town) -> None:
    """An SVG with the initial, safely escaped; an MP3."""
    async with town.client.get(f"{town.box.url}/avatar/ana") as response:
        assert response.content_type == "image/svg+xml"
        assert ">A</text>" in await response.text()
    async with town.client.get(f"{town.box.url}/avatar/%3Cscript%3E") as response:
        assert "<script" not in (await response.text()).removeprefix("<svg")
    async with town.client.get(f"{town.box.url}/sounds/chime.mp3") as response:
        assert response.content_type == "audio/mpeg"
