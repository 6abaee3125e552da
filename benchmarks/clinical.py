"""What is known of how rightly Bela judges: `python -m benchmarks.clinical` writes benchmarks/results/clinical.json.

Each part measures one thing and has its own key. Name parts to renew only them. docs/clinical.md is written from it by
`python -m docs.write_clinical`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import config
from bot.content import loading
from bot.engine import preparing
from bot.vignettes import trying

RESULT: Final = Path(__file__).parent / "results" / "clinical.json"
_ROOT: Final = Path(__file__).parent.parent
_DEPLOYMENT: Final = _ROOT / "config" / "demo"


def vignettes() -> dict[str, Any]:
    """Pack → the table of under- and over-triage over its written cases."""
    deployment = config.load(_DEPLOYMENT, environment={})
    departments = [department.id for department in deployment.departments]
    tables = {}
    for folder in sorted((_ROOT / "flows").iterdir()):
        if not folder.is_dir():
            continue
        flows = preparing.prepare(loading.load(folder, departments=departments), deployment)
        table = trying.try_out(flows, folder)
        if table is not None:
            tables[table.pack] = table.data()
    return tables


#: Key of the result → what measures it.
PARTS: Final[Mapping[str, Callable[[], Any]]] = {"vignettes": vignettes}


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
