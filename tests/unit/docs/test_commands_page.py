from __future__ import annotations

import pytest

from docs import write_commands


@pytest.mark.parametrize(("language", "page"), write_commands.PAGES.items())
def test_the_pages_of_commands_are_what_the_program_says(language, page):
    """They are current in both languages; `python -m docs.write_commands` writes them anew."""
    assert page.read_text(encoding="utf-8") == write_commands.text(language)
