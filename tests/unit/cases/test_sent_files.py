"""A picture or file that is sent: its type and size in conditions, in written cases, in the simulator and in what is recorded."""

from __future__ import annotations

import textwrap
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.cases import playing, reading, showing, writing
from bot.cases.definitions import EventKind, Person
from bot.cases.session import Act, Session
from bot.content.errors import ContentInvalid
from bot.engine import sent_file
from bot.engine.sent_file import SentFile
from bot.simulating.console import Console
from tests import small_flows

PACK = """
slots:
  febre: {type: bool}
  foto: {type: text, label: Foto, answer: {type: attachment, media: [image, file]}}
  certo: {type: bool, answer: {type: yes_no}}
responses:
  utter_ask_foto: [{text: "Mande a foto."}]
  utter_ask_certo: [{text: "Está certo?"}]
  utter_pequena: [{text: "A foto ficou pequena demais."}]
  utter_documento: [{text: "Recebi o documento."}]
  utter_foto: [{text: "Recebi a foto."}]
flows:
  foto:
    description: Recebe a foto.
    keywords: [foto do teste]
    run_pattern_completed: false
    steps:
      - collect: foto
        rejections: [{if: context.file_kb < 20, utter: utter_pequena}]
      - collect: certo
        next:
          - {if: context.file_type = 'application/pdf' and context.file_kb <= 500, then: documento}
          - {else: foto_recebida}
      - {id: documento, action: utter_documento, next: END}
      - {id: foto_recebida, action: utter_foto}
"""
FLOWS = small_flows.flows(PACK)


def cases(folder: Path, steps: str):
    path = folder / "casos.yml"
    head = "test_cases:\n  - test_case: um\n    steps:\n"
    path.write_text(head + textwrap.indent(textwrap.dedent(steps).strip(), " " * 6) + "\n", encoding="utf-8")
    return reading.read([path], root=folder, zone=ZoneInfo("America/Fortaleza"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("event: file\n  file: application/pdf, 340 kB", "utter_documento"),
        ("event: file\n  file: application/pdf, 0.6 MB", "utter_foto"),
        ("event: image\n  file: image/jpeg, 20000 bytes", "utter_foto"),
        ("event: image", "utter_foto"),
    ],
)
def test_a_condition_looks_at_the_type_and_the_size_of_what_was_sent(tmp_path, sent, said):
    """Also in a later turn; of a file of which nothing is told, neither holds."""
    steps = (
        f"- user: oi\n- user: foto do teste\n- {sent}\n- utter: utter_ask_certo\n- user: sim\n- utter: {said}"
    )
    (case,) = cases(tmp_path, steps)
    played = playing.play(FLOWS, case)
    assert played.holds, showing.failure(played)


def test_what_is_too_small_is_refused(tmp_path):
    """A rejection sees the file that was sent just now, and the question comes again."""
    (case,) = cases(
        tmp_path,
        """
        - user: oi
        - user: foto do teste
        - event: image
          file: image/jpeg, 19 kB
        - utter: utter_pequena
        - utter: utter_ask_foto
        - event: image
          file: image/jpeg, 21 kB
        - utter: utter_ask_certo
        """,
    )
    played = playing.play(FLOWS, case)
    assert played.holds, showing.failure(played)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    """With what to write instead."""
    with pytest.raises(ContentInvalid, match=r"image/jpeg, 340 kB"):
        cases(tmp_path, "- event: image\n  file: grande")


def test_what_was_sent_is_recorded():
    """The case that a recording writes sends the same file."""
    session = Session(FLOWS, Person())
    act = Act(event=EventKind.image, file=SentFile("image/jpeg", 340_000))
    case = writing.case("um", Person(), [writing.Done(act=act, happened=session.do(act))])
    assert yaml.safe_load(writing.file([case]))["test_cases"][0]["steps"][0] == {
        "event": "image",
        "file": "image/jpeg, 340000 bytes",
    }


def test_the_terminals_simulator_sends_one(tmp_path):
    """Words that tell no type and no size are a caption."""
    console = Console(lambda: FLOWS, person=Person(), pack=tmp_path)
    console.answer("oi")
    console.answer("foto do teste")
    assert "pequena demais" in console.answer(":event image image/jpeg, 3 kB")
    assert "Está certo?" in console.answer(":event image garganta")


@given(
    st.builds(
        SentFile,
        media_type=st.from_regex(
            r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}", fullmatch=True
        )
        | st.just(""),
        size=st.none() | st.integers(0, 10**12),
        id=st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True) | st.just(""),
    )
)
def test_what_is_written_of_a_file_is_read_again(file):
    """Whatever Rocket.Chat tells of a file comes back from the note's words."""
    assert sent_file.read(str(file)) == file
