from __future__ import annotations

import pytest

from bot.web import draft_words, page_language, simulator_words


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
@pytest.mark.parametrize("page", [draft_words, simulator_words])
def test_the_page_speaks_the_language_that_is_asked_for(page, asked, accepted, lang):
    """The address decides, then the browser's order; Portuguese where neither is ours."""
    words = page_language.chosen(page.LANGUAGES, asked=asked, accepted=accepted)
    assert words["lang"] == lang
