from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rocketchat_bridge import documents, reading
from tests import bridge_samples as samples


class TestRooms:
    """A room document as a room."""

    def test_a_widget_room(self):
        """All that the bot needs is read."""
        assert reading.room(samples.room_document()) == samples.room(
            visitor=documents.Visitor(
                id=documents.VisitorId(samples.VISITOR),
                token=samples.TOKEN,
                username="guest-7",
                name="Maria das Dores",
                phone=None,
            )
        )

    def test_ddp_dates_read_like_rest_dates(self):
        """Both forms of a date give the same room."""
        by_ddp = samples.room_document(
            ts=samples.ejson(samples.OPENED),
            servedBy={"_id": samples.BOT, "username": "bela", "ts": samples.ejson(samples.OPENED)},
        )
        assert reading.room(by_ddp) == reading.room(samples.room_document())

    def test_a_closed_room_has_no_open_at_all(self):
        """The server removes the field on closing."""
        document = samples.room_document()
        del document["open"]
        closed = reading.room(document)
        assert closed is not None
        assert not closed.open
        assert closed.ended == documents.Ended(at=None, by=documents.Closer.unknown)

    @pytest.mark.parametrize(
        ("closer", "user", "by"),
        [
            ("visitor", "V1", documents.Closer.visitor),
            ("user", "U1", documents.Closer.agent),
            ("user", "rocket.cat", documents.Closer.server),
            ("unheard-of", "U1", documents.Closer.unknown),
        ],
    )
    def test_who_closed_a_room_is_told_as_the_server_tells_it(self, closer, user, by):
        """Rocket.Chat closes for inactivity as a user of its own."""
        document = samples.room_document(
            closedAt=samples.OPENED.isoformat(), closer=closer, closedBy={"_id": user, "username": "x"}
        )
        del document["open"]
        closed = reading.room(document)
        assert closed is not None
        assert closed.ended == documents.Ended(at=samples.OPENED, by=by)

    def test_a_visitor_without_a_name_has_none(self):
        """`guest-7` is the server's word, not the citizen's."""
        nameless = reading.room(samples.room_document(fname="guest-7"))
        assert nameless is not None
        assert nameless.visitor.name is None

    @pytest.mark.parametrize(
        ("source", "channel"),
        [
            ({"type": "widget"}, "livechat"),
            ({"type": "api"}, "api"),
            ({"type": "app", "id": "xyz", "alias": "WhatsApp", "label": "Cloud"}, "whatsapp"),
            ({"type": "app", "label": "Facebook Messenger"}, "facebook"),
            ({"type": "app", "alias": "Painel da prefeitura"}, "app"),
            ({"type": "sms"}, "sms"),
            ({}, "other"),
        ],
    )
    def test_the_channel_is_told_from_the_source(self, source, channel):
        """Apps are told apart by their names."""
        found = reading.room(samples.room_document(source=source))
        assert found is not None
        assert found.channel == channel

    @pytest.mark.parametrize("phone", ["+5585999", [{"phoneNumber": "+5585999"}]])
    def test_the_phone_is_read_in_both_forms(self, phone):
        """Apps give a text, visitors of the widget a list."""
        visitor = samples.room_document()["v"] | {"phone": phone}
        found = reading.room(samples.room_document(v=visitor))
        assert found is not None
        assert found.visitor.phone == "+5585999"

    @pytest.mark.parametrize("change", [{"t": "c"}, {"v": {}}, {"v": None}, {"ts": "soon"}, {"_id": None}])
    def test_what_is_no_omnichannel_room_is_none(self, change):
        """Channels and broken documents are passed over without an error."""
        assert reading.room(samples.room_document(**change)) is None

    def test_no_repr_shows_the_citizen(self):
        """Token, name and phone cannot reach a log by accident."""
        shown = repr(reading.room(samples.room_document()))
        assert samples.TOKEN not in shown
        assert "Maria" not in shown


class TestMessages:
    """A message document as a message."""

    def test_a_text(self):
        """Words, date and ids."""
        assert reading.message(samples.message_document(3)) == samples.message(3)

    @pytest.mark.parametrize(
        ("file", "kind"),
        [
            ({"name": "foto.jpg", "type": "image/jpeg"}, documents.MessageKind.image),
            ({"name": "voz.ogg", "type": "audio/ogg; codecs=opus"}, documents.MessageKind.audio),
            ({"name": "tosse.mp4", "type": "video/mp4"}, documents.MessageKind.video),
            ({"name": "exame.pdf", "type": "application/pdf"}, documents.MessageKind.file),
            ({"name": "figurinha.webp", "type": "image/webp"}, documents.MessageKind.sticker),
            ({"name": "sem-tipo"}, documents.MessageKind.file),
        ],
    )
    def test_files_by_their_media_type(self, file, kind):
        """A file without words has an empty text and its name."""
        found = reading.message(samples.message_document(1, msg="", file={"_id": "F"} | file))
        assert found is not None
        assert (found.kind, found.text, found.file_name) == (kind, "", file["name"])

    def test_a_file_told_only_by_its_attachment(self):
        """Apps leave `file` out; the caption is the text."""
        attachment = {
            "type": "file",
            "audio_url": "/x",
            "audio_type": "audio/ogg",
            "description": "minha tosse",
        }
        found = reading.message(samples.message_document(1, msg="", attachments=[attachment]))
        assert found is not None
        assert (found.kind, found.text) == (documents.MessageKind.audio, "minha tosse")

    def test_what_is_kept_of_a_file(self):
        """Media type without parameters, size and id; the attachment tells what `file` leaves out."""
        file = {"_id": "6vTnQk3x", "name": "foto da maria.jpg", "type": "image/jpeg; q=1"}
        attachment = {"type": "file", "image_url": "/file-upload/x", "image_size": 53211}
        found = reading.message(samples.message_document(1, msg="", file=file, attachments=[attachment]))
        assert found is not None
        assert str(found.file) == "image/jpeg, 53211 bytes, 6vTnQk3x"
        assert "maria" not in repr(found)

    @pytest.mark.parametrize(
        "file",
        [
            {"_id": "../x", "type": "https://x.example/y", "size": "9"},
            {"_id": "a" * 65, "type": "image/" + "x" * 65, "size": -1},
            {"_id": 7, "type": "image/jpeg\nx", "size": True},
            {"name": "foto.jpg", "url": "https://x.example/foto.jpg", "size": 10**13},
        ],
    )
    def test_nothing_of_an_unexpected_form_is_kept_of_a_file(self, file):
        """No address, no endless text, no line break."""
        found = reading.message(samples.message_document(1, msg="", file=file))
        assert found is not None
        assert found.file is None

    def test_a_location(self):
        """A point without words."""
        point = {"type": "Point", "coordinates": [-38.5, -3.7]}
        found = reading.message(samples.message_document(1, msg="", location=point))
        assert found is not None
        assert found.kind is documents.MessageKind.location

    def test_an_edited_message(self):
        """The date of the edit, in either form."""
        at = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
        found = reading.message(samples.message_document(1, editedAt=samples.ejson(at)))
        assert found is not None
        assert found.edited_at == at

    @pytest.mark.parametrize(
        "text", ["", "   ", "😷" * 40, "x" * 20_000, "<script>alert(1)</script>", "'; DROP TABLE"]
    )
    def test_any_text_is_kept_as_typed(self, text):
        """Empty, huge and hostile texts are texts."""
        found = reading.message(samples.message_document(1, msg=text))
        assert found is not None
        assert (found.kind, found.text) == (documents.MessageKind.text, text)

    @pytest.mark.parametrize("change", [{"_id": None}, {"rid": None}, {"ts": None}])
    def test_a_message_without_id_room_or_date_is_none(self, change):
        """A broken document is passed over without an error."""
        assert reading.message(samples.message_document(1, **change)) is None


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("dor d&#x27;olhos", "dor d'olhos"),
        ("38 &lt; 39 &amp; subindo", "38 < 39 & subindo"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_what_the_widget_escapes_is_read_as_typed(sent: str, meant: str) -> None:
    """The published widget escapes six characters for HTML; the citizen's own words reach the bot."""
    document = {"_id": "M1", "rid": "R1", "msg": sent, "ts": {"$date": 0}}
    read = reading.message(document, escaped=True)
    assert read is not None
    assert read.text == meant


def test_other_channels_are_read_letter_by_letter() -> None:
    """What looks like an escape on WhatsApp is what somebody typed."""
    read = reading.message({"_id": "M1", "rid": "R1", "msg": "&amp;", "ts": {"$date": 0}})
    assert read is not None
    assert read.text == "&amp;"
