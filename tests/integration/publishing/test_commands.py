"""What an admin sees at the terminal, from a change to its publication and back."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import UTC, datetime

from crm_sync import steps
from tests.integration.publishing.drafts import greet, spoil
from tests.registry_samples import contact, step


def test_from_a_change_to_its_publication_and_back(bela, pack):
    """Publish, change, look at the difference, publish, look at the record, go back: each says what it did."""
    assert "Versão 1 publicada" in bela("publish", "--by", "ana")
    assert "Rascunho: igual ao que está no ar." in bela("status")
    greet(pack, "Olá! Aqui é a *Bela*")
    told = bela("diff")
    assert "mudou o texto «utter_boas_vindas»" in told
    assert "{+Olá!+}" in told
    assert "Versão 2 publicada" in bela("publish", "--by", "rita", "--note", "saudação nova")
    assert "No ar: versão 2" in bela("status")
    record = bela("versions")
    assert "versão 2 foi ao ar por rita: saudação nova" in record
    assert "{+Olá!+}" in bela("compare", "1", "2")
    assert "Versão 1 de volta" in bela("rollback", "--by", "rita")
    assert "O rascunho é agora a versão 1" in bela("restore", "1")
    assert bela("diff") == "Nenhuma diferença no que a Bela diz, pergunta ou decide.\n"


def test_who_reads_english_is_answered_in_english(bela, pack):
    """What was published, brought back, and what was not: each in the language that was asked for."""
    english = ("--lang", "en")
    assert "Version 1 published." in bela("publish", "--by", "ana", *english)
    assert bela("publish", *english, fails=True).startswith("Error: Nothing to publish")
    assert bela("rollback", *english, fails=True).startswith("Error: Nothing was live before version 1")
    greet(pack, "Olá! Aqui é a *Bela*")
    assert "Draft: has changes" in bela("status", *english)
    assert "Version 2 published." in bela("publish", "--by", "rita", *english)
    assert "Live: version 2" in bela("status", *english)
    assert "Version 1 is back." in bela("rollback", *english)
    spoil(pack)
    assert bela("publish", *english, fails=True).startswith("Error: Not published; what is live goes on:\n")


def test_a_bad_publication_says_why_and_changes_nothing(bela, pack):
    """Every mistake is shown with its place, and what is live stays."""
    bela("publish", "--by", "ana")
    spoil(pack)
    told = bela("publish", "--by", "ana", fails=True)
    assert told.startswith("Erro: Não publicado; o que está no ar continua:\n")
    assert "protocol.yml:" in told
    assert "No ar: versão 1" in bela("status")
    assert "Rascunho: 1 erro(s)" in bela("status")


def test_before_the_first_publication_there_is_nothing_to_compare(bela):
    """One sentence says how the first version comes about."""
    assert bela("diff", fails=True).startswith("Erro: Nenhuma versão foi publicada ainda")
    assert "No ar: nada ainda" in bela("status")


async def test_faults_of_the_content_are_counted_by_their_place(bela, people, pack):
    """What went wrong in conversations is told with how often, where in the files, and when last."""
    await asyncio.to_thread(bela, "publish", "--by", "ana")
    version = await people.content.live_id("covid19")
    now = datetime.now(UTC)
    admitted = await people.admit(contact(room_id="sala"), now=now)
    for revision in range(2):
        fault = steps.ContentFault(rule="no-branch-holds", place="triagem:ja_respondeu", sentence="x")
        taken = step(admitted, expected_revision=revision, faults=(fault,), at=now)
        await people.record(dataclasses.replace(taken, content_version=version))
    told = await asyncio.to_thread(bela, "faults")
    assert told.startswith("2× triagem:ja_respondeu (flows/triage.yml:")
    assert "nenhum ramo do passo valia" in told
    assert "[no-branch-holds]" in told
    assert told.rstrip().endswith("versão 1")
