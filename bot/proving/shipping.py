"""`python -m bot.proving.shipping DEPLOYMENT …` proves packs that are delivered, and notes it in `shipped.txt` and `shipped_questions/`.

So that a first start need not prove again what its makers have proved. Ends with 1 when something does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import config
from bot.proving import proving, remembering, rule_questions, showing
from bot.publishing import compiling


def main(folders: Sequence[str]) -> int:
    """Prove the content of each deployment."""
    known: list[str] = []
    asked: dict[str, rule_questions.Asked] = {}
    for folder in folders:
        deployment = config.load(Path(folder), environment={})
        flows = compiling.compiled(deployment.content, deployment)
        proved = proving.prove(flows)
        for finding in proved.findings:
            sys.stderr.write(showing.finding(finding) + "\n")
            return 1
        known += remembering.fingerprints(flows)
        if proved.asked:
            asked[remembering.questions_fingerprint(flows)] = proved.asked
        sys.stdout.write(f"{flows.content.title}: provado\n")
    remembering.SHIPPED.write_text("\n".join(known) + "\n", encoding="ascii")
    _keep(asked)
    return 0


def _keep(asked: Mapping[str, rule_questions.Asked]) -> None:
    """In place of those that were delivered before."""
    for path in remembering.SHIPPED_QUESTIONS.glob("*"):
        path.unlink()
    for fingerprint, questions in asked.items():
        remembering.keep_asked(remembering.SHIPPED_QUESTIONS, fingerprint, questions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
