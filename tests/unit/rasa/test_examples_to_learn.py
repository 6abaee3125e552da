from pathlib import Path

import pytest

from bot.rasa import errors, examples

GOOD = """\
version: "3.1"
nlu:
  - intent: sim
    examples: |
      - claro
      - isso mesmo
  - intent: nao
    examples: |
      - de jeito nenhum
      - nunca
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pacote"
    (folder / "nlu").mkdir(parents=True)
    (folder / "nlu" / "exemplos.yml").write_text(GOOD, encoding="utf-8")
    (folder / "slots.yml").write_text("slots: {}\n", encoding="utf-8")
    return folder


def faults(pack: Path) -> list[str]:
    with pytest.raises(errors.ExamplesInvalid) as refused:
        examples.check(examples.find(pack), pack)
    return [str(fault) for fault in refused.value.faults]


def test_files_with_examples_are_found_wherever_they_lie(pack: Path) -> None:
    """A file with `nlu:` at its top is taught, in whatever folder of the pack; other files are not."""
    (pack / "outro.yml").write_text(GOOD, encoding="utf-8")
    assert [file.name for file in examples.find(pack).files] == ["exemplos.yml", "outro.yml"]


def test_a_fingerprint_names_the_content(pack: Path) -> None:
    """The name of what would be learnt changes with the examples and the pipeline, not with names of files."""
    before = examples.find(pack).fingerprint()
    (pack / "nlu" / "exemplos.yml").rename(pack / "nlu" / "renomeado.yml")
    (pack / "slots.yml").write_text("slots: {idade: {type: float}}\n", encoding="utf-8")
    assert examples.find(pack).fingerprint() == before
    assert examples.find(pack, pipeline=pack / "slots.yml").fingerprint() != before
    (pack / "nlu" / "renomeado.yml").write_text(GOOD.replace("nunca", "jamais"), encoding="utf-8")
    assert examples.find(pack).fingerprint() != before


def test_good_examples_pass(pack: Path) -> None:
    """Two intents with two examples each are enough to learn from."""
    examples.check(examples.find(pack), pack)


def test_an_intent_may_be_spread_over_files(pack: Path) -> None:
    """Examples of one intent in two files count together."""
    (pack / "nlu" / "mais.yml").write_text(
        'version: "3.1"\nnlu:\n  - intent: talvez\n    examples: |\n      - quem sabe\n', encoding="utf-8"
    )
    (pack / "nlu" / "outros.yml").write_text(
        'version: "3.1"\nnlu:\n  - intent: talvez\n    examples: |\n      - pode ser\n', encoding="utf-8"
    )
    examples.check(examples.find(pack), pack)


def test_an_intent_without_examples_is_named_with_its_place(pack: Path) -> None:
    """A misspelt `examples` leaves an intent empty; its file, line and column are told."""
    (pack / "nlu" / "exemplos.yml").write_text(GOOD.replace("examples", "exemplos", 1), encoding="utf-8")
    assert faults(pack) == [
        'nlu/exemplos.yml:3:13: a intenção "sim" precisa de 2 exemplos («examples: |» e linhas com «- ») [few-examples]'
    ]


def test_broken_yaml_is_told_with_its_place(pack: Path) -> None:
    """YAML that cannot be read is a fault with its line, before Rasa is even started."""
    (pack / "nlu" / "exemplos.yml").write_text(GOOD + "   - intent: torto\n", encoding="utf-8")
    assert faults(pack)[0].startswith("nlu/exemplos.yml:11:")


def test_one_intent_alone_cannot_be_learnt(pack: Path) -> None:
    """Rasa would stop with a trace of its own; here it is one sentence."""
    (pack / "nlu" / "exemplos.yml").write_text(GOOD[: GOOD.index("  - intent: nao")], encoding="utf-8")
    assert faults(pack) == ["pacote:1:1: são precisas 2 intenções com exemplos; há 1 [few-intents]"]


def test_a_pack_without_examples_says_so(pack: Path) -> None:
    """No examples at all is the same fault, not a crash."""
    (pack / "nlu" / "exemplos.yml").unlink()
    assert "há 0" in faults(pack)[0]
