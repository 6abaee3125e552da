"""How long does the proof take after an edit? Each edit is made in the files of a delivered pack, as an admin makes it.

What was proved before the edit is known, as it is to whoever publishes. Seconds are CPU time of one core.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Any, Final

import config
from benchmarks import delivered
from bot.proving import proving, remembering
from bot.publishing import compiling

_TRIAGE: Final = "flows/triage.yml"
_SLOTS: Final = "domain/slots.yml"
_NAME_AND_AGE: Final = (
    "      - id: nome\n        collect: nome\n",
    "      - id: idade\n        collect: idade\n",
)


def _replaced(pack: Path, file: str, old: str, new: str) -> None:
    path = pack / file
    before = path.read_text(encoding="utf-8")
    if old not in before:
        raise SystemExit(
            f"{path.name} does not say {old!r} any more; change the edit in {Path(__file__).name}"
        )
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


def _a_text(pack: Path) -> None:
    _replaced(pack, "domain/responses_conversation.yml", "Oi! Eu sou a *Bela*", "Olá! Eu sou a *Bela*")


def _a_question_and_its_answer(pack: Path) -> None:
    (pack / "novo.yml").write_text(
        "flows:\n  faq_novo:\n    description: Diz onde fica a ouvidoria.\n    keywords: [onde fica a ouvidoria]\n"
        "    steps: [{action: utter_faq_novo}]\nresponses:\n  utter_faq_novo: [{text: A ouvidoria fica no centro.}]\n",
        encoding="utf-8",
    )


def _a_threshold(pack: Path) -> None:
    _replaced(pack, "protocol.yml", "slots.temperatura <= 35", "slots.temperatura <= 35.1")


def _a_choice(pack: Path) -> None:
    last = "        - {id: pular, label: Prefiro não responder"
    _replaced(pack, _SLOTS, last, f"        - {{id: otima, label: Ajudou demais}}\n{last}")


def _a_branch(pack: Path) -> None:
    old = "          - if: slots.risco is not null\n"
    _replaced(pack, _TRIAGE, old, old.replace("\n", " and slots.consentimento = true\n"))


def _a_step_moved(pack: Path) -> None:
    name, age = _NAME_AND_AGE
    _replaced(pack, _TRIAGE, name + age, age + name)


def _a_question(pack: Path) -> None:
    name, _ = _NAME_AND_AGE
    _replaced(pack, _TRIAGE, name, f"{name}      - id: bairro\n        collect: bairro\n")
    _replaced(pack, _TRIAGE, "persisted_slots: [", "persisted_slots: [bairro, ")
    _replaced(
        pack,
        _SLOTS,
        "  nome:\n",
        "  bairro:\n    type: text\n    label: Bairro\n    answer: {type: text, allow_unknown: true}\n\n  nome:\n",
    )
    (pack / "novo.yml").write_text(
        "responses:\n  utter_ask_bairro: [{text: Em que bairro a pessoa mora?}]\n", encoding="utf-8"
    )


#: Key of the result → the edit.
EDITS: Final[Mapping[str, Callable[[Path], None]]] = {
    "a_text": _a_text,
    "a_question_and_its_answer": _a_question_and_its_answer,
    "a_threshold": _a_threshold,
    "a_choice": _a_choice,
    "a_branch": _a_branch,
    "a_step_moved": _a_step_moved,
    "a_question": _a_question,
}


def measure(deployment: Path) -> dict[str, Any]:
    """Edit → seconds of the proof, turns that were tried, and how many laws the edit breaks."""
    return {name: _measured(deployment, edit) for name, edit in EDITS.items()}


def _measured(deployment: Path, edit: Callable[[Path], None]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "config" / deployment.name
        shutil.copytree(deployment, copy)
        shutil.copytree(delivered.ROOT / "flows", Path(folder) / "flows")
        settings = config.load(copy, environment={})
        edit(settings.content)
        flows = compiling.compiled(settings.content, settings)
        begun = process_time()
        proved = proving.prove(flows, memory=remembering.Memory(Path(folder) / "proofs"))
        return {
            "seconds": round(process_time() - begun, 1),
            "turns": proved.turns,
            "broken": len(proved.findings),
        }
