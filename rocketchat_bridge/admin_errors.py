"""What can go wrong while a server is prepared or checked? Told to the person at the terminal, in both languages."""

from config.errors import ToldInBoth
from config.told import NOTHING, Told


class AdminError(ToldInBoth):
    """Something asked of Rocket.Chat as its administrator was not done; the message is one sentence with the remedy."""


class Unreachable(AdminError):
    """Nobody, or something that is no Rocket.Chat, answers at the address."""

    def __init__(self, url: str, reason: Told) -> None:
        super().__init__(
            f"Não alcanço um Rocket.Chat em {url} ({reason.pt}); confira rocketchat.url e se o servidor está no ar.",
            f"No Rocket.Chat can be reached at {url} ({reason.en}); check rocketchat.url and whether the server is running.",
        )
        self.url = url


class SignInRefused(AdminError):
    """The server does not accept a user name and password, or a token."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"O Rocket.Chat recusou a entrada de {who}; confira o usuário, a senha ou o token no .env.",
            f"Rocket.Chat refused the sign-in of {who}; check the user name, password or token in .env.",
        )


class SecondFactorNeeded(AdminError):
    """An account asks for a code that only a person has."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"A conta de {who} pede um código de dois fatores, que a Bela não tem; "
            "use no .env uma conta de administração sem dois fatores.",
            f"The account {who} asks for a two-factor code, which Bela does not have; "
            "in .env use an administrator's account without two factors.",
        )


class Refused(AdminError):
    """The server said no to one call."""

    def __init__(self, what: Told, *, status: int, code: str) -> None:
        remedy = _remedy(status, code)
        super().__init__(
            f"O Rocket.Chat recusou {what.pt} ({status} {code}){remedy.pt}.",
            f"Rocket.Chat refused {what.en} ({status} {code}){remedy.en}.",
        )
        self.status = status
        #: Rocket.Chat's own word, such as "error-max-departments-number-reached"
        self.code = code


def _remedy(status: int, code: str) -> Told:
    if status in {401, 403} or "unauthorized" in code or "not-allowed" in code:
        return Told("; entre com uma conta de administração", "; sign in with an administrator's account")
    if status == 429:  # ruff: ignore[magic-value-comparison]
        return Told("; espere um minuto e tente de novo", "; wait a minute and try again")
    if status >= 500:  # ruff: ignore[magic-value-comparison]
        return Told(
            "; veja o registro do servidor e tente de novo", "; look at the server's log and try again"
        )
    return NOTHING
