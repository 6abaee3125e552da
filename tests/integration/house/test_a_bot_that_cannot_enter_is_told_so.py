from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.talk import DEMO, ROOT


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pt", "Erro: Falta BELA_ROCKETCHAT_TOKEN: crie-o com «bela provision».\n"),
        ("en", "Error: BELA_ROCKETCHAT_TOKEN is missing: make it with «bela provision».\n"),
    ],
)
def test_without_a_token_bela_ends_with_one_sentence(postgres_url, tmp_path, language, sentence):
    """Before the content is prepared, and not with a stack trace of the parts that ran beside it."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BELA_")},
        "BELA_DEPLOYMENT": str(DEMO),
        "BELA_DATA_FOLDER": str(tmp_path),
        "BELA_MASTER_KEY": "A" * 43 + "=",
        "DATABASE_URL": postgres_url,
        "PYTHONPATH": str(ROOT),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "run", "--lang", language],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, sentence)
    assert not ended.stdout
