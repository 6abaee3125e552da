from __future__ import annotations

import re
from pathlib import Path

import config
from config import shown
from tests.talk import DEMO
from tests.unit.docs import sources

VARIABLE = re.compile(r"\b(?:BELA_[A-Z_]+|DATABASE_URL|PG_BIN|PYENV_ROOT)\b")
#: Calls that note a mistake in a setting, with the rule as their first text.
NOTERS = {"Fault", "fault", "_note"}
#: Keys that the demonstration's author made up: department ids and anchors of opening hours.
CHOSEN_NAMES = {"urgencia", "atendimento", "upa", "posto"}


def page() -> str:
    return sources.page("reference/settings.md")


def general(setting: str) -> str:
    """A setting's name without the demonstration's own departments and agents."""
    name = re.sub(r"^departments\.\w+\.", "departments.<id>.", setting)
    return re.sub(r"^agents\..+", "agents.<username>", name)


def variables_of(*folders: str) -> set[str]:
    paths = [path for folder in folders for path in (sources.ROOT / folder).rglob("*.py")]
    return {found for path in paths for found in VARIABLE.findall(path.read_text(encoding="utf-8"))}


def test_every_setting_that_is_shown_is_on_the_page():
    """What `bela config show` tells can be looked up by the same name."""
    lines = shown.lines(config.load(DEMO, environment={}))
    settings = {general(line.split()[0]) for line in lines if not line.startswith("secrets.")}
    assert settings <= set(sources.in_first_column(page()))


def test_every_key_of_a_demonstrations_files_is_on_the_page():
    """Each key that the files of a deployment use has its line."""
    files = "".join(
        Path(DEMO / name).read_text(encoding="utf-8") for name in ("deployment.yml", "regions.yml")
    )
    written = "\n".join(line.partition("#")[0] for line in files.splitlines())
    keys = set(re.findall(r"(?:^|[{ ])([a-z_]+):(?= |$)", written, flags=re.MULTILINE))
    unknown = {key for key in keys if not re.search(rf"`[^`]*\b{key}\b[^`]*`", page())}
    assert not unknown - CHOSEN_NAMES


def test_every_environment_variable_is_on_the_page_and_none_that_is_gone():
    """The code, `.env.example` and the page name the same variables."""
    told = set(VARIABLE.findall(page()))
    example = set(VARIABLE.findall((sources.ROOT / ".env.example").read_text(encoding="utf-8")))
    assert told == variables_of(*sources.PACKAGES, "requirements")
    assert example <= told


def test_every_mistake_in_a_setting_is_on_the_page():
    """Each rule that the readers of settings can name is explained."""
    folder = sources.ROOT / "config"
    rules: set[str] = set()
    for path in folder.glob("*.py"):
        for call in sources.calls_in(path):
            if sources.called(call) in NOTERS:
                rules.update(
                    text for text in sources.texts(call)[:1] if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)
                )
    assert rules <= set(sources.in_first_column(page())), rules - set(sources.in_first_column(page()))
