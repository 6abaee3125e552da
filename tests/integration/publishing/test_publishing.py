"""A draft becomes a version; what is live changes whole or not at all."""

from __future__ import annotations

import asyncio
import dataclasses
import re

import pytest

import config
from bot.publishing import archives, errors, standing
from bot.publishing.publishing import Publisher
from bot.told import Told
from crm_sync import errors as registry_errors
from crm_sync.content_versions import Publication, Status
from tests.integration.publishing.conftest import NOW
from tests.integration.publishing.drafts import greet, spoil


async def test_an_empty_registry_publishes_the_draft_as_version_one(publisher):
    """The first start puts the folder live, on record as such; the next one changes nothing."""
    made = await publisher.first()
    assert (made.version.number, made.by) == (1, "bela")
    assert "Primeira partida" in made.note
    assert await publisher.first() == made
    assert await publisher.is_draft_live(made)


async def test_two_processes_that_start_at_the_same_moment_begin_with_one_version(publisher):
    """An empty registry, leader and standby started together: one publishes, and both go on with that."""
    one, other = await asyncio.gather(publisher.first(), publisher.first())
    assert one.version.id == other.version.id
    assert one.version.number == 1


async def test_a_spoilt_draft_is_never_the_first_version(publisher):
    """Nothing goes live for the first time with a mistake in it."""
    spoil(publisher.draft)
    with pytest.raises(errors.ChecksFailed, match=r"protocol\.yml:"):
        await publisher.first()
    assert await publisher.versions.live(publisher.pack) is None


async def test_a_saved_change_goes_live_only_when_published(publisher):
    """A change in the draft leaves what is live alone until it is published, with who, when and why."""
    first = await publisher.first()
    greet(publisher.draft, "Olá! Aqui é a *Bela*")
    assert (await publisher.live()).version == first.version
    made = await publisher.publish(by="ana", note="saudação nova")
    assert (made.version.number, made.by, made.at, made.note) == (2, "ana", NOW, "saudação nova")
    assert made.version.checks["leitura"]["passed"]
    folder = await publisher.folder(made.version)
    assert "Olá! Aqui é a" in (folder / "domain" / "responses_conversation.yml").read_text(encoding="utf-8")


async def test_nothing_new_is_told_as_such(publisher):
    """Publishing what is live already makes no version."""
    await publisher.first()
    with pytest.raises(errors.NothingToPublish, match="igual à versão 1"):
        await publisher.publish(by="ana")
    assert len(await publisher.versions.versions(publisher.pack)) == 1


async def test_a_bad_draft_is_refused_with_every_fault(publisher):
    """A publication with mistakes touches nothing and names each with its place."""
    first = await publisher.first()
    spoil(publisher.draft)
    (publisher.draft / "mais.yml").write_text("respostas:\n  a: 1\n", encoding="utf-8")
    with pytest.raises(errors.ChecksFailed) as refused:
        await publisher.publish(by="ana")
    assert any("protocol.yml:" in told for told in refused.value.sentences)
    assert any("mais.yml:1:1" in told for told in refused.value.sentences)
    assert (await publisher.live()) == first


async def test_two_admins_at_once(publisher, other):
    """Of two drafts published in the same moment one is live, whole; the other admin is told who was faster."""
    await publisher.first()
    greet(publisher.draft, "Olá da Ana")
    greet(other.draft, "Olá da Rita")
    tried = await asyncio.gather(
        publisher.publish(by="ana"), other.publish(by="rita"), return_exceptions=True
    )
    [won] = [one for one in tried if isinstance(one, Publication)]
    [lost] = [one for one in tried if not isinstance(one, Publication)]
    assert isinstance(lost, registry_errors.PublishedMeanwhile)
    assert "published version" in lost.told.en
    assert str(lost).startswith(f"{won.by} publicou a versão 2 enquanto")
    assert (await publisher.live()).version == won.version
    assert len(await publisher.versions.versions(publisher.pack)) == 2


async def test_nobody_undoes_a_change_they_never_saw(publisher, other):
    """A draft that began before another admin's publication is refused until its author says they saw it."""
    await publisher.first()
    assert await other.is_draft_live(await other.live())
    greet(publisher.draft, "Olá da Ana")
    await publisher.publish(by="ana")
    greet(other.draft, "Olá da Rita")
    with pytest.raises(errors.DraftIsBehind, match="começou na versão 1, e ana publicou a versão 2"):
        await other.publish(by="rita")
    made = await other.publish(by="rita", onto=2)
    assert made.version.number == 3


async def test_rolling_back_and_forward(publisher):
    """One command goes back to what was live before, another to a version by its number; the draft stays."""
    await publisher.first()
    greet(publisher.draft, "Olá!")
    await publisher.publish(by="ana")
    back = await publisher.roll_back(by="rita", note="confundia")
    assert (back.version.number, back.by, back.note) == (1, "rita", "confundia")
    assert not await publisher.is_draft_live(back)
    assert (await publisher.roll_back(2, by="rita")).version.number == 2
    with pytest.raises(errors.LiveAlready, match="A versão 2 já está no ar"):
        await publisher.roll_back(2, by="rita")


async def test_there_is_no_way_back_from_the_first(publisher):
    """Rolling back the only version is one sentence."""
    await publisher.first()
    with pytest.raises(errors.NowhereBack, match="Antes da versão 1"):
        await publisher.roll_back(by="rita")


async def test_a_mended_draft_is_published_after_a_roll_back(publisher):
    """Going back does not count as somebody else's change: the mended draft is the next version."""
    await publisher.first()
    greet(publisher.draft, "Olá!")
    await publisher.publish(by="ana")
    await publisher.roll_back(by="ana")
    (publisher.draft / "nota.txt").write_text("agora sim", encoding="utf-8")
    assert (await publisher.publish(by="ana")).version.number == 3


async def test_restoring_brings_an_old_version_into_the_draft(publisher):
    """The draft holds just that version's files; what is live stays."""
    first = await publisher.first()
    greet(publisher.draft, "Olá!")
    (publisher.draft / "flows" / "nova.yml").write_text("flows: {}\n", encoding="utf-8")
    second = await publisher.publish(by="ana")
    await publisher.restore(1)
    assert archives.digest_of(publisher.draft) == first.version.digest
    assert not (publisher.draft / "flows" / "nova.yml").exists()
    assert (await publisher.live()).version == second.version


async def test_restoring_never_loses_what_no_version_keeps(publisher):
    """A draft with changes of its own is overwritten only when that is asked for."""
    await publisher.first()
    greet(publisher.draft, "Trabalho de uma manhã")
    before = archives.digest_of(publisher.draft)
    with pytest.raises(errors.DraftWouldBeLost, match="--force"):
        await publisher.restore(1)
    assert archives.digest_of(publisher.draft) == before
    await publisher.restore(1, force=True)
    assert archives.digest_of(publisher.draft) != before


async def test_status_tells_what_is_live_what_waits_and_who_goes_by_what(publisher, people, deployment):
    """One look tells the live version, the draft, the review and the conversations of each version."""
    await publisher.first()
    greet(publisher.draft, "Olá!")
    await publisher.review(by="ana")
    told = list(standing.lines(await standing.standing(publisher), zone=deployment.time_zone))
    assert told[0].startswith("No ar: versão 1 (")
    assert told[0].endswith("desde 24/11/2026 14:00, publicada por bela.")
    assert "Rascunho: tem mudanças; veja-as com «bela flows diff»" in "\n".join(told)
    assert any(line.startswith("Em revisão: versão 2 (") and "enviada por ana" in line for line in told)
    assert told[-1] == "Conversas abertas: nenhuma."


class TestFourEyes:
    @pytest.fixture
    def publisher(self, deployment, people):
        rules = config.PublishingRules(four_eyes=True, require_signature=False)
        strict = dataclasses.replace(deployment, publishing=rules)
        return Publisher(strict, people.content, now=lambda: NOW)

    async def test_who_proposes_does_not_publish(self, publisher):
        """Another person publishes what was proposed, just as it was proposed, and both are on record."""
        await publisher.first()
        greet(publisher.draft, "Olá!")
        with pytest.raises(errors.NothingInReview):
            await publisher.publish(by="ana")
        proposed = await publisher.review(by="ana")
        greet_again = publisher.draft / "depois.txt"
        greet_again.write_text("mudado depois", encoding="utf-8")
        with pytest.raises(errors.NeedsAnotherPerson, match="A versão 2 foi proposta por ana"):
            await publisher.publish(by="ana")
        made = await publisher.publish(by="rita")
        assert (made.version.digest, made.version.status) == (proposed.digest, Status.PUBLISHED)
        assert (made.version.proposed_by, made.version.reviewed_by, made.by) == ("ana", "rita", "rita")


class TestSignature:
    @pytest.fixture
    def publisher(self, deployment, people):
        rules = config.PublishingRules(four_eyes=False, require_signature=True)
        strict = dataclasses.replace(deployment, publishing=rules)
        return Publisher(strict, people.content, now=lambda: NOW)

    async def test_an_unsigned_protocol_does_not_go_live(self, publisher):
        """Where signatures are asked for, the protocol's author is named before anybody is answered with it."""
        with pytest.raises(errors.ChecksFailed, match="o protocolo não está assinado"):
            await publisher.first()
        path = publisher.draft / "protocol.yml"
        unsigned = path.read_text(encoding="utf-8")
        signed = unsigned.replace("signed_by: null", 'signed_by: "Dra. Inês, CRM 123"')
        assert signed != unsigned
        path.write_text(signed, encoding="utf-8")
        assert (await publisher.first()).version.checks["assinatura"]["told"].endswith("Dra. Inês, CRM 123")


class TestTakingConversationsAlong:
    async def test_a_step_without_a_place_is_refused(self, publisher):
        """A version that lets conversations come must have a place for each step they may stand at."""
        await publisher.first()
        flows = publisher.draft / "flows"
        path = flows / "triage.yml"
        text = path.read_text(encoding="utf-8")
        renamed = re.sub(r"(id|next|then|else): nome\n", r"\1: como_se_chama\n", text)
        path.write_text(renamed, encoding="utf-8")
        assert "como_se_chama" in path.read_text(encoding="utf-8")
        (flows / "migrate.yml").write_text("migrate: {from: [1, 7], all: true}\n", encoding="utf-8")
        with pytest.raises(errors.ChecksFailed) as refused:
            await publisher.publish(by="ana")
        told = "\n".join(refused.value.sentences)
        assert "flows/migrate.yml:1:10: não há versão 7" in told
        assert "o passo triagem:nome da versão 1 não existe mais; diga em «migrate» qual o substitui" in told
        (flows / "migrate.yml").write_text(
            "migrate: {from: 1, flows: {triagem: {nome: como_se_chama}}}\n", encoding="utf-8"
        )
        assert (await publisher.publish(by="ana")).version.number == 2


async def test_a_draft_whose_written_conversations_go_another_way_is_refused(publisher):
    """Each conversation that differs is named with its place, what to do about it is told, and nothing is touched."""
    first = await publisher.first()
    greet(publisher.draft, "Olá da Ana")
    case = publisher.draft / "cases" / "outra.yml"
    case.write_text(
        "test_cases:\n- test_case: saudação errada\n  steps:\n  - user: oi\n  - utter: utter_conselho\n",
        encoding="utf-8",
    )
    with pytest.raises(errors.ChecksFailed) as refused:
        await publisher.publish(by="ana")
    [told, advice] = [one for one in refused.value.sentences if one.startswith("[conversas]")]
    assert "cases/outra.yml:2:" in told
    assert "«saudação errada» não vai como está escrita" in told
    assert "bela flows test --refresh" in advice
    assert await publisher.live() == first
    case.unlink()
    made = await publisher.publish(by="ana")
    assert made.version.checks["conversas"]["passed"]


async def test_who_publishes_hears_how_far_the_checks_are(publisher, deployment, people):
    """Each check is told before it begins, and a long one on the way."""
    heard: list[Told] = []
    talkative = Publisher(deployment, people.content, now=lambda: NOW, progress=heard.append)
    await talkative.first()
    names = [told for told in heard if "," not in told.pt]
    assert sorted(told.pt for told in names) == [
        f"{number} de 5: {name}"
        for number, name in enumerate(("assinatura", "lint", "conversas", "casos escritos", "prova"), 1)
    ]
    assert sorted(told.en for told in names) == [
        f"{number} of 5: {name}"
        for number, name in enumerate(("signature", "lint", "conversations", "written cases", "proof"), 1)
    ]
    assert any(re.search(r"conversas, \d+ de \d+", told.pt) for told in heard)


async def test_what_lint_finds_is_told_before_anything_slow_is_asked(publisher, deployment, people):
    """A flow that nobody comes to is told at once: no conversation is played and nothing proved before it is mended."""
    heard: list[Told] = []
    (publisher.draft / "flows" / "orfao.yml").write_text(
        "flows:\n  orfao:\n    description: ninguém chega aqui\n    steps: [{action: utter_faq_samu}]\n",
        encoding="utf-8",
    )
    talkative = Publisher(deployment, people.content, now=lambda: NOW, progress=heard.append)
    with pytest.raises(errors.ChecksFailed, match=r"orfao\.yml:2:3: .*\[unreachable-flow\]"):
        await talkative.first()
    assert [told.pt for told in heard] == ["1 de 5: assinatura", "2 de 5: lint"]
