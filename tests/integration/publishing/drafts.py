"""Changes of a draft, as an admin makes them."""

from __future__ import annotations

from pathlib import Path

GREETING = "Oi! Eu sou a *Bela*"


def greet(folder: Path, words: str) -> None:
    """Change what Bela says first."""
    reword(folder, GREETING, words)


def reword(folder: Path, old: str, new: str) -> None:
    """Change words wherever Bela says them."""
    changed = 0
    for path in (folder / "domain").glob("responses_*.yml"):
        before = path.read_text(encoding="utf-8")
        if old in before:
            path.write_text(before.replace(old, new), encoding="utf-8")
            changed += 1
    assert changed, f"nothing says {old!r}"


def spoil(folder: Path) -> None:
    """Leave a mistake in the protocol."""
    (folder / "protocol.yml").write_text("protocol: [\n", encoding="utf-8")
