"""What an admin or auditor learns at the terminal of triages that were made: why, and what a draft would make of them."""

from __future__ import annotations

import asyncio
import base64
import re
import shutil
import time
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from bot import command_line
from bot.engine import classification
from bot.replaying import migration
from crm_sync import steps
from tests.registry_samples import contact, step
from tests.talk import DEMO, ROOT, demo_flows

SAID = {"idade": 70, "sintomas": ["febre", "tosse"], "dias_sintomas": 2, "respiracao": "normal"}
MANY = 6_000


@pytest.fixture
def protocol(tmp_path):
    """The protocol's file in a draft of this test's own."""
    shutil.copytree(DEMO, tmp_path / "config" / "demo")
    shutil.copytree(ROOT / "flows" / "covid19", tmp_path / "flows" / "covid19")
    return tmp_path / "flows" / "covid19" / "protocol.yml"


@pytest.fixture
def bela(monkeypatch, tmp_path, protocol, postgres_url):
    """Run `bela …`; gives what it says."""
    assert protocol.is_file()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    monkeypatch.setenv("BELA_MASTER_KEY", base64.b64encode(bytes(range(32))).decode())

    async def run(*arguments, code=0):
        command = ["--deployment", str(tmp_path / "config" / "demo"), *arguments]
        result = await asyncio.to_thread(CliRunner().invoke, command_line.main, command)
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output

    return run


def decided(slots=SAID):
    """What is stored of the answers' triage."""
    made = classification.classify(demo_flows().protocol, slots, ())
    return steps.Triage(
        risk_class=made.risk_class,
        protocol=made.protocol,
        protocol_version=made.protocol_version,
        rules=tuple(reason.id for reason in made.reasons),
        inputs=dict(made.inputs),
    )


async def recorded(people, *, at, revision=0, admitted=None, triage=None):
    admitted = admitted or await people.admit(contact(), now=at)
    taken = step(admitted, expected_revision=revision, triage=triage or decided(), at=at)
    await people.record(taken)
    return admitted


async def test_a_triage_is_explained_by_its_own_id_or_its_persons(bela, people):
    """One triage, those of one encounter, or all of a person: rules with terms and sources, answers, version."""
    now = datetime.now(UTC)
    admitted = await recorded(people, at=now)
    await recorded(people, at=now, revision=1, admitted=admitted, triage=decided({**SAID, "idade": 30}))
    everything = await bela("triage", "explain", admitted.person_code.lower())
    one, other = re.findall(r"--- .* · (\S+) · versão", everything)
    alone = await bela("triage", "explain", other)
    assert one not in alone
    assert "Idade: 30 anos" in alone
    assert "porque: slots.sintomas contains" in alone
    assert "fonte: " in alone
    assert everything == await bela("triage", "explain", str(admitted.encounter_id))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("00000000-0000-0000-0000-000000000000/3", "Não há triagem de 00000000"),
        ("BELA-0000-0000", "Não há triagem de BELA-0000-0000"),
        ("ontem", "letras e dígitos"),
    ],
)
async def test_an_id_that_is_none_is_one_sentence(bela, name, sentence):
    """No such triage, no such person, or no ID at all."""
    assert sentence in await bela("triage", "explain", name, code=1)


async def test_past_triages_are_passed_through_the_draft(bela, people, protocol):
    """A threshold is moved: the matrix says who would move, and the rule that is responsible; older ones are left out."""
    now = datetime.now(UTC)
    await recorded(people, at=now - timedelta(days=3))
    await recorded(people, at=now - timedelta(days=40))
    text = protocol.read_text(encoding="utf-8")
    changed = text.replace("slots.idade >= 60", "slots.idade >= 80")
    assert changed != text
    protocol.write_text(changed, encoding="utf-8")
    told = await bela("flows", "replay", "--since", "2w", "--with", "draft")
    assert told.startswith("1 triagens, com o protocolo covid19")
    assert "moderado → leve: 1, por idoso" in told
    assert (await bela("flows", "replay", "--since", "12h")).startswith("0 triagens")
    assert (await bela("flows", "replay", "--since", "7w")).startswith("2 triagens")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--since", "ontem"], "não é um tempo como 30d, 12h ou 4w"),
        (["--since", "99999999999w"], "não é um tempo como 30d, 12h ou 4w"),
        (["--with", "novo"], 'não é "draft" nem o número de uma versão'),
    ],
)
async def test_what_cannot_be_replayed_is_said_so(bela, arguments, sentence):
    """A time that is none, and a version that is none."""
    assert sentence in await bela("flows", "replay", *arguments, code=2)


async def test_two_thousand_stored_triages_are_replayed_in_a_second(people):
    """Read, decrypted and decided again, in this process's own time: other programs of the machine do not count."""
    now = datetime.now(UTC)
    admitted = await people.admit(contact(), now=now)
    for revision in range(MANY // 20):
        await recorded(people, at=now, revision=revision, admitted=admitted)
    begun = time.process_time()
    replayed = 0
    for _ in range(20):
        past = await people.triages(since=now - timedelta(days=1))
        replayed += migration.replay(demo_flows().protocol, [one.triage for one in past]).replayed
    took = time.process_time() - begun
    assert replayed == MANY
    assert replayed / took > 2_000, f"{replayed / took:.0f} a second"
