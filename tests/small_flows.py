"""Flows written in a test, compiled for the demo deployment over the defaults and a two-class protocol."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

import config
from bot.content import loading
from bot.content.definitions import Content
from bot.engine import preparing
from bot.engine.flows import Flows
from tests.talk import DEMO, Talk

FRAME = """
pack: {id: mini, title: Mini, language: pt-BR, version: "1"}
responses:
  utter_conselho: [{text: "Ligue {samu}."}]
protocol:
  id: mini
  version: "1"
  title: Mini
  sources: {ms: {title: Protocolo}}
  classes:
    - {id: grave, label: Grave, department: urgencia, advice: utter_conselho}
    - {id: leve, label: Leve, advice: utter_conselho}
  red_flags:
    - {id: ar, label: Falta de ar, class: grave, phrases: [falta de ar], source: {ref: ms, where: p. 1}}
  rules:
    - {id: r1, class: grave, if: slots.febre = true, because: febre, source: {ref: ms, where: p. 2}}
  default: leve
"""
DEPARTMENTS = ("urgencia", "atendimento")


def load(text: str, *, frame: str = FRAME) -> Content:
    """The content of a pack that holds this text beside the frame."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "frame.yml").write_text(frame, encoding="utf-8")
        (Path(folder) / "text.yml").write_text(textwrap.dedent(text), encoding="utf-8")
        return loading.load(Path(folder), departments=DEPARTMENTS)


def flows(text: str, *, frame: str = FRAME) -> Flows:
    """The same, ready to run."""
    return preparing.prepare(load(text, frame=frame), config.load(DEMO, environment={}))


def talk(text: str) -> Talk:
    """A conversation with it, greeted already."""
    begun = Talk(flows(text))
    begun.says("oi")
    return begun
