"""The admin's guide, walked as a nurse would: every command of its lesson in order, and what it promises to say."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.talk import ROOT

FENCE = re.compile(r"^```(sh|text|yaml|diff)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
#: From the beginning of the lesson to the section after it.
LESSONS = {
    "admin.pt-BR.md": ("## Acrescentar uma dúvida", "## Acrescentar uma frase"),
    "admin.md": ("## Add a question", "## Add a phrase"),
}
SPOKEN = "oi\nposso ir à piscina?\n:quit\n"


def lesson(guide: str) -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8")
    begin, end = LESSONS[guide]
    return FENCE.findall(text[text.index(begin) : text.index(end)])


def promised(told: str, said: str) -> None:
    """Each line of the guide is said, in order; "…" stands for anything."""
    rest = said
    for line in told.splitlines():
        pattern = ".*".join(re.escape(part) for part in line.split("…"))
        found = re.search(rf"^{pattern}", rest, flags=re.MULTILINE)
        assert found, f"{line!r} is promised, and this was said:\n{said}"
        rest = rest[found.end() :]


def changed(path, diff: str) -> None:
    """Do what the lines with + and - say."""
    lines = diff.splitlines()
    old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    before = path.read_text(encoding="utf-8")
    assert old in before, before
    path.write_text(before.replace(old, new), encoding="utf-8")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("guide", LESSONS)
def test_from_a_new_question_to_its_publication_and_back(bela, pack, guide):
    """Who types what the guide says sees what it promises, from the first `status` to the roll-back."""
    bela("publish", "--by", "bela")  # as the demonstration does at its first start
    said, unwritten = "", True
    for kind, text in lesson(guide):
        if kind == "text":
            promised(text, said)
        elif kind == "sh":
            program, flows, *arguments = shlex.split(text)
            assert (program, flows) == (".venv/bin/bela", "flows")
            said = bela(*arguments, written=SPOKEN, fails=arguments == ["lint"] and unwritten)
        elif kind == "yaml":
            (pack / "flows" / "faq_piscina.yml").write_text(text, encoding="utf-8")
            unwritten = False
        else:
            changed(pack / "cases" / "faq_piscina.yml", text)
    assert "Versão 3 publicada" in bela("publish")
