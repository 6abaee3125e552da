"""Writes `docs/lint/` from the lint rules themselves: `python -m docs.write_lint_pages`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.linting import pages, registry

FOLDER: Final = Path(__file__).parent / "lint"


def texts() -> Mapping[str, str]:
    """Every page as it should be, by file name."""
    written = {f"{rule.id}.md": pages.page(rule) for rule in registry.RULES.values()}
    return {**written, "README.md": pages.index(registry.RULES.values())}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in set(FOLDER.glob("*.md")) - {FOLDER / name for name in texts()}:
        old.unlink()
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
