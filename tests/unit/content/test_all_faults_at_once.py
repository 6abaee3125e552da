"""A pack in which everything is wrong: every fault is told at once, each at its place, and nothing is run."""

from __future__ import annotations

import pytest

from bot.content import loading
from bot.content.errors import ContentInvalid
from tests.small_flows import DEPARTMENTS, FRAME

#: File → what stands in it, as bytes.
READABLE = {
    "frame.yml": FRAME.replace('version: "1"}', 'version: "1", translations: [en]}', 1),
    "slots.yml": "slots:\n  febre: {type: bool, label: Febre}\n  rua: {type: text, label: Rua}\n",
    "circle.yml": (
        "flows:\n"
        "  a: {description: A, keywords: [assunto a], steps: [{action: utter_conselho}, {link: b}]}\n"
        "  b: {description: B, if: false, steps: [{link: a}]}\n"
    ),
    "many.yml": "flows:\n  muitos:\n    description: M\n    keywords: [muitos passos]\n    steps:\n"
    + "      - action: utter_conselho\n" * 10_000,
    "predicate.yml": (
        "flows:\n  tosse:\n    description: T\n    keywords: [minha tosse]\n    steps:\n"
        "      - noop: true\n        next:\n          - if: slots.febree\n            then: END\n          - else: END\n"
    ),
}
UNREADABLE = {
    "tab.yml": (b"slots:\n\trua: {type: text}\n", "tab", 2),
    "twice.yml": (b"responses:\n  utter_a: [{text: A}]\n  utter_a: [{text: B}]\n", "duplicate-key", 3),
    "latin1.yml": ("responses:\n  utter_b: [{text: não}]\n".encode("latin-1"), "bad-encoding", 2),
    "bomb.yml": (
        b"a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + b"".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n".encode()
            for old, new in zip("abcdef", "bcdefg", strict=True)
        ),
        "too-many-aliases",
        None,
    ),
    "regex.yml": (
        (
            b"flows:\n  r:\n    description: R\n    keywords: [assunto r]\n    if: slots.rua matches '(a+)+$'\n"
            b"    steps: [{action: utter_conselho}]\n"
        ),
        "condition",
        5,
    ),
}


def faults(folder, files):
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ContentInvalid) as caught:
        loading.load(folder, departments=DEPARTMENTS)
    return caught.value.faults


def test_what_cannot_be_read_is_told_of_every_file_at_once(tmp_path):
    """A tab, a key twice, letters that are not UTF-8, an anchor bomb, an expression that runs away: file and line of each."""
    found = faults(tmp_path, {**READABLE, **{name: content for name, (content, _, _) in UNREADABLE.items()}})
    told = {(fault.mark.file, fault.rule): fault for fault in found}
    for name, (_, rule, line) in UNREADABLE.items():
        fault = told[name, rule]
        assert line is None or fault.mark.line == line, fault
    assert "linha 2, e de novo na linha 3" in told["twice.yml", "duplicate-key"].sentence
    order = [fault.mark for fault in sorted(found, key=lambda fault: fault.mark)]
    assert [str(fault.mark) for fault in found] == [str(mark) for mark in order], "they are told in order"


def test_what_leads_nowhere_is_told_of_every_file_at_once(tmp_path):
    """A circle of links, ten thousand steps, a slot that does not exist, a translation that is missing: each at its place."""
    found = faults(tmp_path, READABLE)
    told = {(fault.mark.file, fault.rule): fault for fault in found}
    assert told["circle.yml", "link-circle"].mark.line in {2, 3}
    assert "a → b → a" in told["circle.yml", "link-circle"].sentence
    assert told["many.yml", "too-much"].mark.line == 2
    unknown = told["predicate.yml", "unknown-slot"]
    assert (unknown.mark.line, unknown.mark.column) == (8, 17)
    assert 'você quis dizer "febre"?' in unknown.sentence
    missing = [fault.mark for fault in found if fault.rule == "missing-translation"]
    assert ("frame.yml", 4) in {(mark.file, mark.line) for mark in missing}
