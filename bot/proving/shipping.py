"""`python -m bot.proving.shipping DEPLOYMENT …` proves packs that are delivered, and notes it in `shipped.txt`.

So that a first start need not prove again what its makers have proved. Ends with 1 when something does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import config
from bot.proving import proving, remembering, showing
from bot.publishing import compiling


def main(folders: Sequence[str]) -> int:
    """Prove the content of each deployment."""
    known: list[str] = []
    for folder in folders:
        deployment = config.load(Path(folder), environment={})
        flows = compiling.compiled(deployment.content, deployment)
        for finding in proving.prove(flows).findings:
            sys.stderr.write(showing.finding(finding) + "\n")
            return 1
        known += remembering.fingerprints(flows)
        sys.stdout.write(f"{flows.content.title}: provado\n")
    remembering.SHIPPED.write_text("\n".join(known) + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
