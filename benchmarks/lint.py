"""How long does `bela flows lint` take, for the pack that is shipped and for 500 flows more? `python -m benchmarks.lint`.

CPU seconds of one core, the files' reading included. Written beside what else is measured of flows.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.linting import linter

_ROOT: Final = Path(__file__).parents[1]
_RESULTS: Final = _ROOT / "benchmarks" / "results" / "flows.json"
_PACK: Final = _ROOT / "flows" / "covid19"
_DEPARTMENTS: Final = ("urgencia", "atendimento")
_MORE: Final = 500
_RUNS: Final = 3
_FLOW: Final = """\
  gerado_{n}:
    description: Fluxo {n}.
    keywords: [assunto número {n}]
    steps:
      - collect: municipio
        next:
          - {{if: slots.municipio is unknown, then: sem}}
          - {{else: com}}
      - {{id: sem, action: utter_gerado_{n}, next: END}}
      - {{id: com, action: utter_gerado_{n}}}
"""


def _seconds(pack: Path) -> float:
    """The least of some runs: what else the machine does only adds."""
    taken = []
    for _ in range(_RUNS):
        begun = time.process_time()
        linter.lint(pack, departments=_DEPARTMENTS, today=datetime.now(UTC).date())
        taken.append(time.process_time() - begun)
    return round(min(taken), 3)


def _with_more(folder: Path) -> Path:
    pack = folder / "pack"
    shutil.copytree(_PACK, pack)
    flows = "".join(_FLOW.format(n=number) for number in range(_MORE))
    texts = "".join(f'  utter_gerado_{number}: [{{text: "Texto {number}."}}]\n' for number in range(_MORE))
    (pack / "gerado.yml").write_text(f"flows:\n{flows}responses:\n{texts}", encoding="utf-8")
    return pack


def main() -> None:
    """Measure both, show them, and keep them."""
    with tempfile.TemporaryDirectory() as folder:
        measured = {
            "pack_cpu_seconds": _seconds(_PACK),
            "pack_goal_seconds": 2,
            f"with_{_MORE}_flows_more_cpu_seconds": _seconds(_with_more(Path(folder))),
            f"with_{_MORE}_flows_more_goal_seconds": 10,
        }
    kept = json.loads(_RESULTS.read_text(encoding="utf-8")) if _RESULTS.is_file() else {}
    _RESULTS.write_text(json.dumps({**kept, "lint": measured}, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
