"""What keeps a version from going live? Each is one sentence for the admin, in Portuguese and English, with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.told import Told, joined
from config.errors import ToldInBoth


class CannotPublish(ToldInBoth):
    """Nothing was published, and what runs was not touched."""


class DraftUnreadable(CannotPublish):
    """A file of the draft folder cannot be taken into a version."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(
            f"Não consegui ler {path} ({reason}); corrija a pasta e tente de novo.",
            f"Could not read {path} ({reason}); mend the folder and try again.",
        )
        self.path = path


class NothingToPublish(CannotPublish):
    """The draft is what is live already."""

    def __init__(self, number: int) -> None:
        """Name the version that is live."""
        super().__init__(
            f"Nada a publicar: o rascunho é igual à versão {number}, que já está no ar.",
            f"Nothing to publish: the draft is the same as version {number}, which is live already.",
        )


class NothingPublished(CannotPublish):
    """There is no version to compare with or to go back to."""

    def __init__(self) -> None:
        """Say how the first version comes about."""
        super().__init__(
            "Nenhuma versão foi publicada ainda; publique a primeira com «bela flows publish», ou inicie a Bela uma vez.",
            "No version was published yet; publish the first with «bela flows publish», or start Bela once.",
        )


class NowhereBack(CannotPublish):
    """There was no other version before the one that is live."""

    def __init__(self, number: int) -> None:
        """Name the version that is live."""
        super().__init__(
            f"Antes da versão {number} nada esteve no ar; não há para onde voltar.",
            f"Nothing was live before version {number}; there is nowhere to go back to.",
        )


class LiveAlready(CannotPublish):
    """The version asked for is the one that is live."""

    def __init__(self, number: int) -> None:
        """Name it."""
        super().__init__(f"A versão {number} já está no ar.", f"Version {number} is live already.")


class DraftIsBehind(CannotPublish):
    """Somebody published since this draft began; going on would undo their change."""

    def __init__(self, *, began: int, live: int, by: str, at: Told) -> None:
        """Name both versions, and who published the newer one."""
        super().__init__(
            f"Este rascunho começou na versão {began}, e {by} publicou a versão {live} em {at.pt}. Veja a diferença com "
            f"«bela flows diff», traga a mudança para o rascunho e publique com --onto {live}.",
            f"This draft began in version {began}, and {by} published version {live} at {at.en}. See the difference with "
            f"«bela flows diff», bring the change into the draft and publish with --onto {live}.",
        )


class ChecksFailed(CannotPublish):
    """The checks before publication found grave faults."""

    def __init__(self, sentences: Sequence[Told]) -> None:
        """Keep every sentence."""
        self.sentences = tuple(sentence.pt for sentence in sentences)
        told = joined((Told(f"  {one.pt}", f"  {one.en}") for one in sentences), between="\n")
        super().__init__(
            f"Não publicado; o que está no ar continua:\n{told.pt}",
            f"Not published; what is live goes on:\n{told.en}",
        )


class NeedsAnotherPerson(CannotPublish):
    """This deployment wants four eyes: who proposed may not publish."""

    def __init__(self, number: int, by: str) -> None:
        """Name the version and its author."""
        super().__init__(
            f"A versão {number} foi proposta por {by}; aqui quem propõe não publica. Peça a outra pessoa que a leia "
            "(«bela flows compare») e publique.",
            f"Version {number} was proposed by {by}; here who proposes does not publish. Ask somebody else to read it "
            "(«bela flows compare») and to publish it.",
        )


class NothingInReview(CannotPublish):
    """This deployment wants four eyes, and no version waits for the second pair."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(
            "Aqui uma segunda pessoa publica, e nenhuma versão está em revisão; envie o rascunho com «bela flows review».",
            "Here a second person publishes, and no version is in review; send the draft with «bela flows review».",
        )


class NotInReview(CannotPublish):
    """The version asked for does not wait for publication."""

    def __init__(self, number: int) -> None:
        """Name it, and the command that was meant."""
        super().__init__(
            f"A versão {number} não está em revisão; para pôr de novo no ar uma versão antiga use «bela flows rollback {number}».",
            f"Version {number} is not in review; to put an old version live again use «bela flows rollback {number}».",
        )


class DraftWouldBeLost(CannotPublish):
    """The draft folder holds changes that no version keeps."""

    def __init__(self, folder: Path) -> None:
        """Name the folder and both ways out."""
        super().__init__(
            f"A pasta {folder} tem mudanças que nenhuma versão guarda; guarde-as com «bela flows review», ou sobrescreva "
            "com --force.",
            f"The folder {folder} has changes that no version keeps; keep them with «bela flows review», or overwrite them "
            "with --force.",
        )


class NotLiveBefore(CannotPublish):
    """Going back leads only to what was live once."""

    def __init__(self, number: int) -> None:
        """Name the version."""
        super().__init__(
            f"A versão {number} nunca esteve no ar; para trazê-la ao rascunho use «bela flows restore {number}».",
            f"Version {number} was never live; to bring it into the draft use «bela flows restore {number}».",
        )


class PublishedUnreadable(CannotPublish):
    """What is published cannot be read by this program: it was written for another one."""

    def __init__(self, number: int, faults: Sequence[str]) -> None:
        """Name the version and every fault."""
        told = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"A versão {number}, que está no ar, não pode ser lida por este programa; corrija o rascunho, publique-o com "
            f"«bela flows publish» e inicie de novo:\n{told}",
            f"Version {number}, which is live, cannot be read by this program; mend the draft, publish it with "
            f"«bela flows publish» and start again:\n{told}",
        )
