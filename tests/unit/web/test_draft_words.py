from __future__ import annotations

import re

from bot.web import draft_words
from tests.talk import ROOT

FILES = ROOT / "bot" / "web" / "draft"
PT, EN = draft_words.LANGUAGES["pt"], draft_words.LANGUAGES["en"]
#: Said by the server when it does not publish.
BY_SERVER = {"name_needed", "changed_since", "too_slow"}


def test_both_languages_say_the_same_things():
    """No word is missing in one of them, and each leaves the same places open."""
    assert PT.keys() == EN.keys()
    for name in PT:
        assert re.findall(r"\{\w+\}", PT[name]) == re.findall(r"\{\w+\}", EN[name])


def test_every_word_is_used_and_every_used_word_is_there():
    """Page and script take no word that there is none of, and no word is left over."""
    page = (FILES / "index.html").read_text(encoding="utf-8")
    script = (FILES / "draft.js").read_text(encoding="utf-8")
    used = set(re.findall(r"\$(\w+)", page)) - {"data"} | set(re.findall(r"(?<![.\w])words\.(\w+)", script))
    assert used | BY_SERVER == PT.keys()
