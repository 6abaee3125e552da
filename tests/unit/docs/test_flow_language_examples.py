from __future__ import annotations

import operator
import re
from pathlib import Path

import pytest
import yaml

from bot.content import loading
from bot.content.errors import ContentInvalid
from tests.unit.content.test_faults import DEPARTMENTS, GOOD
from tests.unit.docs import sources

PAGE = "flow-language.md"
FENCE = re.compile(r"^```yaml(?: refused=(?P<rule>[\w-]+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
#: Where the rule stands among the texts of a call that notes a fault.
NOTERS = {"Fault": 0, "fault": 0, "warn": 0, "_fault": 0, "unknown": 1, "_unknown": 1}
RULE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")


def fences(*, refused: bool) -> list[re.Match[str]]:
    return [found for found in FENCE.finditer(sources.page(PAGE)) if (found["rule"] is not None) is refused]


def load(folder: Path, example: str) -> None:
    """Read the mini pack with an example as one more file; what the example defines replaces the pack's own."""
    given = yaml.safe_load(example)
    for name, text in GOOD.items():
        rest = {key: _without(key, value, given) for key, value in yaml.safe_load(text).items()}
        kept = {key: value for key, value in rest.items() if value is not None}
        (folder / name).write_text(
            yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    (folder / "example.yml").write_text(example, encoding="utf-8")
    loading.load(folder, departments=DEPARTMENTS)


def _without(key: str, value: object, given: dict) -> object:
    if key in {"pack", "protocol"} and key in given:
        return None
    if isinstance(value, dict) and key in given:
        return {name: item for name, item in value.items() if name not in given[key]}
    return value


@pytest.mark.parametrize("example", fences(refused=False), ids=lambda found: f"character {found.start()}")
def test_every_example_loads(tmp_path, example):
    """What the page shows can be copied into a pack."""
    load(tmp_path, example["text"])


@pytest.mark.parametrize("example", fences(refused=True), ids=operator.itemgetter("rule"))
def test_every_refused_example_is_refused_for_its_rule(tmp_path, example):
    """What the page says is refused, is, with that rule."""
    with pytest.raises(ContentInvalid) as caught:
        load(tmp_path, example["text"])
    assert example["rule"] in {fault.rule for fault in caught.value.faults}


def rules() -> set[str]:
    """Every rule that the readers of content and of YAML can name."""
    found: set[str] = set()
    for call in sources.calls("bot/content", "config/marked_yaml"):
        if sources.called(call) in NOTERS:
            found.update(sources.texts(call)[NOTERS[sources.called(call)] :][:1])
    syntax = (sources.ROOT / "config/marked_yaml/syntax.py").read_text(encoding="utf-8")
    found.update(re.findall(r'^\s+(?:\([^()]*, )?"(tab|broken-yaml)",', syntax, flags=re.MULTILINE))
    return {rule for rule in found if RULE.fullmatch(rule)}


def test_every_rule_of_the_readers_is_on_the_page():
    """An admin who meets a rule in brackets finds its line."""
    told = sources.in_first_column(sources.page(PAGE))
    assert rules() <= set(told), rules() - set(told)


def test_every_rule_of_a_running_conversation_is_on_the_page():
    """So does who meets one in a person's history."""
    noted = {"fault", "ContentFault"}
    found = {
        text
        for call in sources.calls("bot/engine", "bot/runtime")
        if sources.called(call) in noted
        for text in sources.texts(call)[:1]
        if RULE.fullmatch(text)
    }
    assert found <= set(sources.in_first_column(sources.page(PAGE)))
    assert {"too-many-steps", "internal-error"} <= found


def test_the_page_names_no_rule_that_is_gone():
    """Each rule in the page's tables is still named somewhere in the code."""
    text = "".join(
        path.read_text(encoding="utf-8")
        for folder in sources.PACKAGES
        for path in (sources.ROOT / folder).rglob("*.py")
    )
    told = sources.page(PAGE).partition("## What can be wrong")[2]
    assert not [rule for rule in sources.in_first_column(told) if f'"{rule}"' not in text]
