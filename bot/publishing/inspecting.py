"""What would somebody who opens the draft's page see? Findings, differences and drawings, as one JSON.

Run as a program of its own (`python -m bot.publishing.inspecting FOLDER OF DEPLOYMENT, FOLDER OF WHAT IS LIVE`), so that
reading, linting and drawing a draft, whatever is in it, never costs the running bot a moment.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import config
from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.differences import changes, comparing
from bot.drawing import drawing
from bot.linting import linter
from bot.linting.rule import Finding
from bot.publishing import archives, compiling, errors


def inspect(deployment: config.Deployment, live: Path, *, now: datetime) -> dict[str, Any]:
    """Everything of the draft that can be told without the registry, as plain data."""
    try:
        digest = archives.digest_of(deployment.content)
    except errors.CannotPublish as error:
        return _unreadable(str(error))
    departments = [department.id for department in deployment.departments]
    findings = linter.lint(
        deployment.content, departments=departments, today=now.date(), retention=deployment.retention
    )
    try:
        content = compiling.read(deployment.content, deployment)
    except ContentInvalid:
        return {"digest": digest, "readable": False, "findings": _findings(findings)} | _NOTHING
    groups = _compared(live, content, deployment)
    changed = {group.title.pt for group in groups}
    own = drawing.whole(content)
    return {
        "digest": digest,
        "readable": True,
        "findings": _findings(findings),
        "changes": [_group(group) for group in groups],
        "flows": [
            {"id": flow.id, "name": flow.name, "changed": flow.name in changed}
            for flow in map(content.flows.__getitem__, own)
        ],
        "drawings": {flow: drawing.draw(content, [flow]) for flow in own},
    }


_NOTHING: dict[str, Any] = {"changes": [], "flows": [], "drawings": {}}


def _unreadable(sentence: str) -> dict[str, Any]:
    finding = {"place": "", "rule": "unreadable-file", "severity": "error", "sentence": sentence}
    finding["sentence_en"] = sentence
    return {"digest": "", "readable": False, "findings": [finding]} | _NOTHING


def _compared(live: Path, content: Content, deployment: config.Deployment) -> tuple[changes.Group, ...]:
    """Nothing where what is live was written for another program: it cannot be compared with."""
    try:
        return comparing.compare(compiling.read(live, deployment), content)
    except ContentInvalid:
        return ()


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [
        {
            "place": str(finding.mark),
            "rule": finding.rule,
            "severity": finding.severity.value,
            "sentence": finding.sentence.pt,
            "sentence_en": finding.sentence.en,
        }
        for finding in findings
    ]


def _group(group: changes.Group) -> dict[str, Any]:
    return {
        "title": group.title.pt,
        "title_en": group.title.en,
        "changes": [
            {
                "weight": change.weight.name,
                "sentence": change.sentence.pt,
                "sentence_en": change.sentence.en,
                "words": [[piece.kind.value, piece.text] for piece in change.words],
            }
            for change in group.changes
        ],
    }


def main() -> None:
    """Write the JSON for the folders that the command line names."""
    deployment = config.load(Path(sys.argv[1]), environment=os.environ)
    now = datetime.now(deployment.time_zone)
    json.dump(inspect(deployment, Path(sys.argv[2]), now=now), sys.stdout)


if __name__ == "__main__":
    main()
