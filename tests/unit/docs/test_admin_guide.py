from __future__ import annotations

import re
import shutil

import pytest

from bot.content import loading
from tests.unit.docs import sources

PACK = sources.ROOT / "flows" / "covid19"
GUIDES = ("guides/admin.md", "guides/admin.pt-BR.md")


def fences(guide: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", sources.page(guide), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_question_and_answer_load_in_the_real_pack(tmp_path, guide):
    """An admin who copies the example gets a working question."""
    shutil.copytree(PACK, tmp_path, dirs_exist_ok=True)
    (example,) = fences(guide, "yaml")
    (tmp_path / "example.yml").write_text(example, encoding="utf-8")
    content = loading.load(tmp_path, departments=["urgencia", "atendimento"])
    assert "faq_piscina" in content.flows


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_red_flag_stands_in_the_real_protocol(guide):
    """The lines around the new phrase are those that the admin will find."""
    (example,) = fences(guide, "diff")
    kept = [line[1:] for line in example.splitlines() if not line.startswith("+")]
    assert "\n".join(kept) in (PACK / "protocol.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_sentence_that_the_guide_looks_for_is_there(guide):
    """The search of the first lesson finds something."""
    (sentence,) = set(re.findall(r'grep -rn "([^"]+)"', sources.page(guide)))
    texts = [path.read_text(encoding="utf-8") for path in (PACK / "domain").glob("*.yml")]
    assert any(sentence in text for text in texts)
