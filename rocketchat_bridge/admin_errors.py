"""What can go wrong while a server is prepared or checked? Told to the person at the terminal, in Portuguese."""


class AdminError(Exception):
    """Something asked of Rocket.Chat as its administrator was not done; the message is one sentence with the remedy."""


class Unreachable(AdminError):
    """Nobody, or something that is no Rocket.Chat, answers at the address."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"Não alcanço um Rocket.Chat em {url} ({reason}); confira rocketchat.url e se o servidor está no ar."
        )
        self.url = url


class SignInRefused(AdminError):
    """The server does not accept a user name and password, or a token."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"O Rocket.Chat recusou a entrada de {who}; confira o usuário, a senha ou o token no .env."
        )


class SecondFactorNeeded(AdminError):
    """An account asks for a code that only a person has."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"A conta de {who} pede um código de dois fatores, que a Bela não tem; "
            "use no .env uma conta de administração sem dois fatores."
        )


class Refused(AdminError):
    """The server said no to one call."""

    def __init__(self, what: str, *, status: int, code: str) -> None:
        super().__init__(f"O Rocket.Chat recusou {what} ({status} {code}){_remedy(status, code)}.")
        self.status = status
        #: Rocket.Chat's own word, such as "error-max-departments-number-reached"
        self.code = code


def _remedy(status: int, code: str) -> str:
    if status in {401, 403} or "unauthorized" in code or "not-allowed" in code:
        return "; entre com uma conta de administração"
    if status == 429:  # ruff: ignore[magic-value-comparison]
        return "; espere um minuto e tente de novo"
    if status >= 500:  # ruff: ignore[magic-value-comparison]
        return "; veja o registro do servidor e tente de novo"
    return ""
