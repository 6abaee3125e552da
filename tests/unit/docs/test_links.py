from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.docs import sources

PAGES = sorted([*sources.ROOT.glob("*.md"), *sources.DOCS.rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
#: Pictures are taken from a running demonstration and come with it.
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """What GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(sources.ROOT)))
def test_every_link_of_a_page_leads_somewhere(page):
    """No reader ends at a page or heading that is not there."""
    for path, anchor in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


@pytest.mark.parametrize("page", sorted(sources.DOCS.glob("guides/*.pt-BR.md")), ids=lambda page: page.name)
def test_every_guide_has_its_twin_with_the_same_sections(page):
    """Portuguese and English tell the same, in the same order."""
    twin = page.with_name(page.name.replace(".pt-BR", ""))
    shapes = [
        re.findall(r"^(#+ |\| ?-|```\w*|\d\. )", text.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for text in (page, twin)
    ]
    assert shapes[0] == shapes[1]
