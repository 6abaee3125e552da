from __future__ import annotations

import re
import shlex
import shutil
from datetime import date

import click
import pytest

from bot import command_line
from bot.content import loading
from bot.linting import linter
from tests.unit.docs import sources

PACK = sources.ROOT / "flows" / "covid19"
GUIDES = ("guides/admin.md", "guides/admin.pt-BR.md")


def fences(guide: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", sources.page(guide), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_question_and_answer_load_in_the_real_pack(tmp_path, guide):
    """An admin who copies the example gets a working question."""
    shutil.copytree(PACK, tmp_path, dirs_exist_ok=True)
    example, _ = fences(guide, "yaml")
    (tmp_path / "example.yml").write_text(example, encoding="utf-8")
    content = loading.load(tmp_path, departments=["urgencia", "atendimento"])
    assert "faq_piscina" in content.flows


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_red_flag_stands_in_the_real_protocol(guide):
    """The lines around the new phrase are those that the admin will find."""
    (example,) = (fence for fence in fences(guide, "diff") if "phrases:" in fence)
    kept = [line[1:] for line in example.splitlines() if not line.startswith("+")]
    assert "\n".join(kept) in (PACK / "protocol.yml").read_text(encoding="utf-8")


def changed(path, diff: str) -> None:
    """Do what the lines with + say."""
    kept = "".join(line[1:] + "\n" for line in diff.splitlines() if not line.startswith("+"))
    told = "".join(line[1:] + "\n" for line in diff.splitlines())
    before = path.read_text(encoding="utf-8")
    assert kept in before, kept
    path.write_text(before.replace(kept, told, 1), encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_question_of_the_triage_is_content_without_a_warning(tmp_path, guide):
    """Who adds what the guide shows, where it says, has a question that counts; its cases and vignettes can be read."""
    shutil.copytree(PACK, tmp_path, dirs_exist_ok=True)
    _, question = fences(guide, "yaml")
    (tmp_path / "flows" / "fuma.yml").write_text(question, encoding="utf-8")
    places = ("flows/triage.yml", "protocol.yml", "protocol.yml", "cases/limits.yml", "vignettes.yml")
    for place, diff in zip(
        places, (fence for fence in fences(guide, "diff") if "fuma" in fence), strict=True
    ):
        changed(tmp_path / place, diff)
    assert linter.lint(tmp_path, departments=["urgencia", "atendimento"], today=date(2026, 11, 24)) == ()
    content = loading.load(tmp_path, departments=["urgencia", "atendimento"])
    assert "fuma" in content.protocol.looked_at


@pytest.mark.parametrize("guide", GUIDES)
def test_the_sentence_that_the_guide_looks_for_is_there(guide):
    """The search of the first lesson finds something."""
    (sentence,) = set(re.findall(r'grep -rn "([^"]+)"', sources.page(guide)))
    texts = [path.read_text(encoding="utf-8") for path in (PACK / "domain").glob("*.yml")]
    assert any(sentence in text for text in texts)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_the_guide_is_one_of_the_programs(guide):
    """No command or option is told that the program does not have."""
    typed = [line.partition("#")[0] for fence in fences(guide, "sh") for line in fence.splitlines()]
    inline = re.findall(r"`((?:\.venv/bin/)?bela [^`\n]+)`", sources.page(guide))
    commands = [line.partition("bela ")[2] for line in (*typed, *inline)]
    assert len(commands) > 15
    for written in commands:
        command: click.Command = command_line.main
        options = set()
        for word in shlex.split(written):
            options |= {option for parameter in command.params for option in parameter.opts}
            if isinstance(command, click.Group) and word in command.commands:
                command = command.commands[word]
            elif word.startswith("--"):
                options |= {option for parameter in command.params for option in parameter.opts}
                assert word in options, written
        assert not isinstance(command, click.Group), written
