"""Does `bela demo` tell what is in its way, and leave nothing behind?"""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import requests

from tests.demo_process import Demo, DemoEndedError

#: The first test of all trains the language model, and those of the browser may be waiting for the same.
pytestmark = pytest.mark.timeout(360)

_ENDED_WITHIN_S = 30

STEPS = ["Rocket.Chat de demonstração", "Preparando o servidor", "PostgreSQL", "Rasa"]


def refusal(demo: Demo, **where: Path) -> str:
    """What a demonstration says that ends by itself, with exit code 1."""
    demo.start(**where)
    with pytest.raises(DemoEndedError) as ended:
        demo.says("Pronto em")
    assert demo.ends() == 1
    return str(ended.value)


@pytest.mark.parametrize(
    ("address", "variable"), [("url", "BELA_ROCKETCHAT_URL"), ("health_url", "BELA_HEALTH_PORT")]
)
def test_a_busy_port_is_told_in_one_sentence(demo: Demo, address: str, variable: str) -> None:
    """A port in use is named before anything starts, with the variable that chooses another one."""
    port = urlsplit(getattr(demo, address)).port
    with socket.create_server(("127.0.0.1", port or 0)):
        said = refusal(demo)
    assert said.startswith(f"Erro: A porta {port} já está em uso")
    assert said.endswith(f"escolha outra com {variable}=…\n")
    assert said.count("\n") == 1


def test_a_missing_widget_is_told_in_one_sentence(demo: Demo, tmp_path: Path) -> None:
    """Without the npm packages there is no citizen's page: the sentence names the command that brings them."""
    said = refusal(demo, cwd=tmp_path)
    assert said == "Erro: O widget do Rocket.Chat não está instalado; rode: make demo\n"


@pytest.mark.parametrize("step", STEPS)
def test_ctrl_c_during_the_start_ends_everything(demo: Demo, step: str) -> None:
    """Whatever was started when Ctrl-C comes is ended, and the terminal says so."""
    demo.start()
    demo.says(step)
    started = demo.family()
    demo.press_ctrl_c()
    demo.says("Tudo encerrado.")
    assert demo.ends() == 0
    assert not [process for process in started if process.is_running()]
    assert not demo.leftovers()
    assert "Traceback" not in "".join(demo.said)


def test_the_whole_demonstration_speaks_the_language_asked_for(demo: Demo) -> None:
    """What the bot's own process says between is in it, too."""
    demo.start("--lang", "en")
    for words in ("Starting the Rocket.Chat of the demonstration", "Starting PostgreSQL", "Starting Rasa"):
        demo.says(words)
    demo.press_ctrl_c()
    demo.says("All ended.")
    assert demo.ends() == 0


def test_ctrl_c_while_rasa_is_taught_ends_everything(demo: Demo) -> None:
    """Rasa's training, the longest step of the first start, ends with the rest."""
    demo.forget_models()
    demo.start()
    demo.says("Ensinando o Rasa")
    demo.press_ctrl_c()
    demo.says("Tudo encerrado.")
    assert demo.ends() == 0
    assert not demo.leftovers()


def test_ctrl_c_after_the_start_ends_everything(demo: Demo) -> None:
    """A demonstration that is ready gives the five addresses; Ctrl-C leaves no process of it, nor of its simulator."""
    demo.start()
    for words in ("Pronto em", f"{demo.url}/", f"{demo.url}/desk", f"{demo.health_url}/", "/draft?key="):
        demo.says(words)
    _simulate(demo.says("Simulador").split()[-1])
    started = demo.family()
    for part in ("sandbox", "bot run", "postgres", "inside_rasa.py", "bot.simulating.serving"):
        assert any(part in " ".join(process.cmdline()) for process in started)
    demo.press_ctrl_c()
    demo.says("Tudo encerrado.")
    assert demo.ends() == 0
    assert not [process for process in started if process.is_running()]
    assert not demo.leftovers()


def _simulate(address: str) -> None:
    """Open the simulator and write to Bela there."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=_ENDED_WITHIN_S)
        assert "Simulador da Bela" in page.text
        asked = browser.post(
            f"{page.url}/ask",
            json={"ask": "play", "person": {}, "acts": [{"text": "oi"}]},
            headers={"X-Bela-Draft": "1"},
            timeout=_ENDED_WITHIN_S,
        )
        assert asked.json()["turns"][0]["lines"]


def test_a_killed_demonstration_takes_its_programs_along(demo: Demo) -> None:
    """SIGKILL leaves no time for good order; nothing goes on running all the same."""
    demo.start()
    demo.says("Rasa")
    started = demo.family()
    demo.kill()
    _, alive = psutil.wait_procs(started, timeout=_ENDED_WITHIN_S)
    assert not alive
    assert not demo.leftovers()
