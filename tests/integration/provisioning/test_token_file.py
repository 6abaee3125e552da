"""The bot's token is kept where only its owner reads it."""

import stat
from pathlib import Path

from rocketchat_bridge import token_file


def test_a_kept_token_is_read_back_by_its_owner_only(tmp_path: Path) -> None:
    """The file has mode 600, also when it replaces an older one."""
    folder = tmp_path / "var" / "pedra-azul"
    token_file.keep(folder, "âmbar")
    path = token_file.keep(folder, "rubi")
    assert token_file.kept(folder) == "rubi"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["bot-token"]


def test_no_file_means_no_token(tmp_path: Path) -> None:
    """Before the first provisioning there is nothing to read."""
    assert token_file.kept(tmp_path) is None
