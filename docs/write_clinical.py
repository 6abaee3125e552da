"""Writes `docs/clinical.md` from benchmarks/results/clinical.json: `python -m docs.write_clinical`.

A part of the result is shown by the function of the same name in `SECTIONS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks import clinical

PAGE: Final = Path(__file__).parent / "clinical.md"

_HEAD: Final = """# How rightly does Bela judge?

**A clinician must sign before any of this is used for people.** The protocols were written by engineers after published
documents, partly from memory, and the written cases by the same hands: they show that the program does what the protocol
means, and not that the protocol is right for your city. A health professional has to read the protocol, the texts and the
cases, correct them, and put name and registration into `signed_by` in the pack's `protocol.yml`.

The figures are written by `python -m benchmarks.clinical`, this page by `python -m docs.write_clinical`; tests fail when
either is not current.
"""


def vignettes(tables: Mapping[str, Any]) -> Iterator[str]:
    """Under- and over-triage of each pack."""
    yield (
        "## Written cases\n\n"
        "Each pack has `vignettes.yml`: people with their own words and the class that the source gives them, written before the\n"
        "program was asked. `bela flows vignettes` holds every conversation with the engine and counts. No severe case may get a\n"
        "class that is not severe, and no more than 3 % of all may get a milder class than they must. The cases are few, so the\n"
        "intervals (Wilson, 95 %) are wide; they say what a larger set could still show."
    )
    for pack, table in tables.items():
        yield f"### `{pack}` {table['version']}\n\n{_signed(table)}\n\n{_matrix(table)}\n\n{_shares(table)}"


def _signed(table: Mapping[str, Any]) -> str:
    by = table["signed_by"]
    return f"Protocol signed by {by}." if by else "The protocol is **not signed** by a clinician yet."


def _matrix(table: Mapping[str, Any]) -> str:
    rows = table["matrix"]
    decided = [*rows, *(["none"] if any("none" in row for row in rows.values()) else [])]
    lines = [f"| must be ↓, decided → | {' | '.join(decided)} |", f"|---|{'---:|' * len(decided)}"]
    lines += [
        f"| {expected} | {' | '.join(str(row.get(name, '')) for name in decided)} |"
        for expected, row in rows.items()
    ]
    return "\n".join(lines)


def _shares(table: Mapping[str, Any]) -> str:
    names = {
        "severe_under_triage": "Severe cases missed",
        "under_triage": "Under-triage",
        "over_triage": "Over-triage",
    }
    return "\n".join(f"- {name}: {_share(table[key])}" for key, name in names.items())


def _share(share: Mapping[str, Any]) -> str:
    low, high = share["interval"]
    return f"{share['count']} of {share['of']}, {share['share']:.1%} (95 %: {low:.1%} to {high:.1%})"


#: Part of the result → how it is shown, in the order of the page.
SECTIONS: Final[Mapping[str, Callable[[Any], Iterator[str]]]] = {"vignettes": vignettes}


def text() -> str:
    """The page as it should be."""
    known = json.loads(clinical.RESULT.read_text(encoding="utf-8"))
    shown = [part for key, section in SECTIONS.items() if key in known for part in section(known[key])]
    return "\n\n".join([_HEAD.strip(), *shown]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
