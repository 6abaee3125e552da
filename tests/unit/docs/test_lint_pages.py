from __future__ import annotations

from bot.linting import registry
from docs import write_lint_pages
from tests.unit.docs import sources


def test_the_pages_of_the_rules_are_current():
    """`docs/lint/` is what the rules say of themselves; `python -m docs.write_lint_pages` writes it anew."""
    written = {path.name: path.read_text(encoding="utf-8") for path in write_lint_pages.FOLDER.glob("*.md")}
    assert written == write_lint_pages.texts()


def test_every_fault_that_the_page_of_the_format_names_has_a_page_of_its_own():
    """What is listed as wrong in the content or in the YAML has its definition in `bot/linting/rules`."""
    page = sources.page("flow-language.md")
    listed = page[page.index("### In the content") : page.index("### In the NLU examples")]
    assert set(sources.in_first_column(listed)) <= registry.RULES.keys()
