"""What is known of how rightly Bela judges: `python -m benchmarks.clinical` writes benchmarks/results/clinical.json.

Each part measures one thing and has its own key. Name parts to renew only them. `make mutants` and `make understanding`
measure for longer, and write theirs. docs/clinical.md is written from it by
`python -m docs.write_clinical`.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import Any, Final

import config
from benchmarks import delivered, proved_edits
from bot.content import loading
from bot.engine import classification, preparing
from bot.engine.flows import Flows
from bot.proving import findings, proving, sample_answers
from bot.publishing import compiling
from bot.replaying import migration
from bot.vignettes import trying
from crm_sync.steps import Triage

RESULT: Final = Path(__file__).parent / "results" / "clinical.json"
#: So many made-up triages are decided again.
_TRIAGES: Final = 5_000


def vignettes() -> dict[str, Any]:
    """Pack → the table of under- and over-triage over its written cases."""
    deployment = config.load(delivered.DEPLOYMENTS["covid19"], environment={})
    departments = [department.id for department in deployment.departments]
    tables = {}
    for folder in sorted((delivered.ROOT / "flows").iterdir()):
        if not folder.is_dir():
            continue
        flows = preparing.prepare(loading.load(folder, departments=departments), deployment)
        table = trying.try_out(flows, folder)
        if table is not None:
            tables[table.pack] = table.data()
    return tables


def proofs() -> dict[str, Any]:
    """Pack → how long it takes to prove that it keeps every law, in seconds of CPU."""
    measured = {}
    for flows in _delivered():
        begun = process_time()
        found = proving.prove_protocol(flows)
        of_protocol = process_time()
        tried = proving.prove_flows(flows)
        measured[flows.content.id] = {
            "laws": len(findings.Law),
            "broken": len(found) + len(tried.findings),
            "protocol_seconds": round(of_protocol - begun, 1),
            "flows_seconds": round(process_time() - of_protocol, 1),
            "turns": tried.turns,
        }
    return measured


def edits() -> dict[str, Any]:
    """Pack → edit → how long the proof takes after it."""
    return {pack: proved_edits.measure(deployment) for pack, deployment in delivered.DEPLOYMENTS.items()}


def replay() -> dict[str, Any]:
    """Pack → how many past triages a second of CPU are decided again by its protocol."""
    measured = {}
    for flows in _delivered():
        past = _made_up(flows)
        begun = process_time()
        migration.replay(flows.protocol, past)
        measured[flows.content.id] = {
            "triages": len(past),
            "triages_a_second": round(len(past) / (process_time() - begun)),
        }
    return measured


def _made_up(flows: Flows) -> list[Triage]:
    """Triages of people who answer anything, by lot; the same ones every time."""
    by_lot = random.Random(1)
    samples = sample_answers.of(flows).samples
    protocol = flows.protocol
    past = []
    for _ in range(_TRIAGES):
        slots = {name: by_lot.choice(samples[name]) for name in sorted(protocol.inputs) if name in samples}
        decided = classification.classify(protocol, slots, ())
        past.append(
            Triage(
                risk_class=decided.risk_class,
                protocol=decided.protocol,
                protocol_version=decided.protocol_version,
                rules=tuple(reason.id for reason in decided.reasons),
                inputs=dict(decided.inputs),
            )
        )
    return past


def _delivered() -> Iterator[Flows]:
    """Each pack, as its demonstration uses it."""
    for folder in delivered.DEPLOYMENTS.values():
        deployment = config.load(folder, environment={})
        yield compiling.compiled(deployment.content, deployment)


#: Key of the result → what measures it.
PARTS: Final[Mapping[str, Callable[[], Any]]] = {
    "vignettes": vignettes,
    "proofs": proofs,
    "edits": edits,
    "replay": replay,
}


def keep(part: str, measured: Any) -> None:
    """Write one part, and leave the others as they were."""
    known = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    known[part] = measured
    text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=2)
    RESULT.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Measure the parts that are named, or all, and keep the others as they were."""
    wanted = sys.argv[1:] or list(PARTS)
    for part in wanted:
        print(f"{part} …", flush=True)
        keep(part, PARTS[part]())


if __name__ == "__main__":
    main()
