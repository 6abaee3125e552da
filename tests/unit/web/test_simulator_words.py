from __future__ import annotations

import re

from bot.web import simulator_words
from tests.talk import ROOT

FILES = ROOT / "bot" / "web" / "simulator"
PT, EN = simulator_words.LANGUAGES["pt"], simulator_words.LANGUAGES["en"]


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
