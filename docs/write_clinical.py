"""Writes `docs/clinical.md` from benchmarks/results/clinical.json: `python -m docs.write_clinical`.

A part of the result is shown by the function of the same name in `SECTIONS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks import clinical
from docs import understanding_tables

PAGE: Final = Path(__file__).parent / "clinical.md"

_HEAD: Final = """# How rightly does Bela judge?

**A clinician must sign before any of this is used for people.** The protocols were written by engineers after published
documents, partly from memory, and the written cases by the same hands: they show that the program does what the protocol
means, and not that the protocol is right for your city. A health professional has to read the protocol, the texts and the
cases, correct them, and put name and registration into `signed_by` in the pack's `protocol.yml`. Where the deployment says
`publishing: {require_signature: true}`, a protocol without a signature is refused when it is published.

The figures are written by `python -m benchmarks.clinical`, `make mutants` and `make understanding`, this page by `python -m docs.write_clinical`; tests fail when
either is not current.
"""


def vignettes(tables: Mapping[str, Any]) -> Iterator[str]:
    """Under- and over-triage of each pack."""
    yield (
        "## Written cases\n\n"
        "Each pack has `vignettes.yml`: people with their own words and the class that the source gives them. Nearly all\n"
        "were written before the program was asked, by the same hands as the rules: agreement shows consistency, not that it is right. `bela flows vignettes` holds every conversation with the engine and counts. No severe case may get a\n"
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


_PROOF_COLUMNS: Final = ("laws", "broken", "protocol_seconds", "flows_seconds", "turns")


def proofs(measured: Mapping[str, Any]) -> Iterator[str]:
    """How long the laws take."""
    yield (
        "## Proofs\n\n"
        "What must never happen is not tried but proved, for every answer: [the laws](proofs.md). Seconds are CPU time of one\n"
        "core, from nothing; what was proved before is not proved again."
    )
    lines = ["| | Laws | Broken | Protocol, s | Flows, s | Turns tried |", "|---|---:|---:|---:|---:|---:|"]
    lines += [
        f"| `{pack}` | {' | '.join(f'{found[key]:,}' for key in _PROOF_COLUMNS)} |"
        for pack, found in measured.items()
    ]
    yield "\n".join(lines)


def edits(measured: Mapping[str, Any]) -> Iterator[str]:
    """How long the laws take after an edit."""
    yield (
        "### After an edit\n\n"
        "Seconds of CPU for the proof before a publication, where all was proved before the edit (goal: under 5). Where no turns were\n"
        "tried, the flows keep the laws as before."
    )
    columns = " | ".join(f"`{pack}`, s | Turns tried" for pack in measured)
    lines = [f"| | {columns} |", "|---|" + "---:|---:|" * len(measured)]
    for edit in next(iter(measured.values())):
        cells = [f"{found[edit]['seconds']} | {found[edit]['turns']:,}" for found in measured.values()]
        lines.append(f"| {edit.replace('_', ' ').capitalize()} | {' | '.join(cells)} |")
    yield "\n".join(lines)


#: Key of a count → its column.
_FATES: Final = {
    "mutants": "Mutants",
    "lint": "Lint",
    "cases": "Conversations",
    "vignettes": "Written cases",
    "proofs": "Proofs",
    "equivalent": "Proved the same",
    "survived": "Survived",
}


def mutants(tables: Mapping[str, Any]) -> Iterator[str]:
    """What notices the small mistakes that somebody could make."""
    yield (
        "## Mistakes that are noticed\n\n"
        "`make mutants` makes every small mistake in a pack, one at a time: a rule gone, `<` for `<=`, a threshold one step off, a\n"
        "path that leads elsewhere, a red flag gone, two classes swapped. Lint, the conversations of `cases/`, the written cases\n"
        "and the proofs are asked in this order; the first that notices is counted. A mistake that is proved to change no class and\n"
        "no reason for anybody is none. What a survivor means, and what to do: [mistakes that nobody would notice](guides/mutants.md)."
    )
    for pack, table in tables.items():
        yield f"### `{pack}`: {table['score']:.1%} noticed\n\n{_fates(table)}\n\n{_made_of(table)}{_asked(table)}{_survivors(table['survivors'])}"


def _fates(table: Mapping[str, Any]) -> str:
    lines = [f"| | {' | '.join(_FATES.values())} |", f"|---|{'---:|' * len(_FATES)}"]
    rows = {**{f"`{name}`": counts for name, counts in table["operators"].items()}, "all": table["total"]}
    lines += [
        f"| {name} | {' | '.join(str(row[key] or '') for key in _FATES)} |" for name, row in rows.items()
    ]
    return "\n".join(lines)


def _made_of(table: Mapping[str, Any]) -> str:
    return f"Judged as of `{table['commit']}`. " if table.get("commit") else ""


def _asked(table: Mapping[str, Any]) -> str:
    if table["laws_of_flows_asked"]:
        return ""
    return "The laws of the flows were not asked in this run (`--quick`); they may notice some of the survivors.\n\n"


def _survivors(survivors: Sequence[Mapping[str, str]]) -> str:
    if not survivors:
        return "No mutant survived."
    lines = [f"- `{one['place']}`: {one['what']} (`{one['id']}`)" for one in survivors]
    return "\n".join(["Survivors:", "", *lines])


def replay(measured: Mapping[str, Any]) -> Iterator[str]:
    """How fast past triages are decided again."""
    told = "; ".join(f"`{pack}`: {found['triages_a_second']:,}" for pack, found in measured.items())
    yield (
        "## Replay\n\n"
        f"Past triages that `bela flows replay` decides again, in a second of CPU time (goal 2,000): {told}."
    )


#: Part of the result → how it is shown, in the order of the page.
SECTIONS: Final[Mapping[str, Callable[[Any], Iterator[str]]]] = {
    "vignettes": vignettes,
    "proofs": proofs,
    "edits": edits,
    "mutants": mutants,
    "understanding": understanding_tables.section,
    "replay": replay,
}


def text() -> str:
    """The page as it should be."""
    known = json.loads(clinical.RESULT.read_text(encoding="utf-8"))
    shown = [part for key, section in SECTIONS.items() if key in known for part in section(known[key])]
    return "\n\n".join([_HEAD.strip(), *shown]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
