from __future__ import annotations

import re

import pytest

from bot.web import simulator_words
from tests.talk import ROOT

FILES = ROOT / "bot" / "web" / "simulator"
PT = simulator_words.chosen(asked="pt", accepted="")
EN = simulator_words.chosen(asked="en", accepted="")


@pytest.mark.parametrize(
    ("asked", "accepted", "lang"),
    [
        ("", "", "pt-BR"),
        ("", "en-GB,en;q=0.9,pt;q=0.8", "en"),
        ("", "de,pt-BR;q=0.4,en;q=0.3", "pt-BR"),
        ("", "fr;q=x,en;q=0.1", "en"),
        ("pt-BR", "en", "pt-BR"),
        ("klingon", "en", "en"),
    ],
)
def test_the_page_speaks_the_language_that_is_asked_for(asked, accepted, lang):
    """The address decides, then the browser's order; Portuguese where neither is ours."""
    assert simulator_words.chosen(asked=asked, accepted=accepted)["lang"] == lang


def test_both_languages_say_the_same_things():
    """No word is missing in one of them, and each leaves the same places open."""
    assert PT.keys() == EN.keys()
    for name in PT:
        assert re.findall(r"\{\w+\}", PT[name]) == re.findall(r"\{\w+\}", EN[name])


def test_every_word_is_used_and_every_used_word_is_there():
    """Page and scripts take no word that there is none of, and no word is left over."""
    page = (FILES / "index.html").read_text(encoding="utf-8")
    scripts = "".join(path.read_text(encoding="utf-8") for path in FILES.glob("*.js"))
    own = {"data", "longest", "draft_link"}
    used = set(re.findall(r"\$(\w+)", page)) - own | set(re.findall(r"words\.(\w+)", scripts))
    events = set(re.findall(r'data-event="(\w+)"', page))
    assert used <= PT.keys()
    assert PT.keys() - used - events == {"draft"}
