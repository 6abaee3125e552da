"""Is there a secret in a file that is no place for one?"""

import re
from urllib.parse import urlsplit

from config import marked_yaml
from config.credentials import VARIABLES

#: (dotted path of the key, environment variable that is the secret's place); the first that fits is taken
_PLACES = (
    (re.compile(r"admin.*(user|usu)"), VARIABLES["admin_username"]),
    (re.compile(r"admin.*(password|senha)"), VARIABLES["admin_password"]),
    (re.compile(r"rasa.*(token|secret|segredo|password|senha|key)"), VARIABLES["rasa_token"]),
    (re.compile(r"master_?key|chave_?mestra|encryption_?key"), VARIABLES["master_key"]),
    (re.compile(r"database_?url|(database|postgres).*(password|senha|url)"), VARIABLES["database_url"]),
    (re.compile(r"password|passwd|senha"), VARIABLES["bot_password"]),
    (re.compile(r"token|secret|segredo|api_?key"), VARIABLES["bot_token"]),
)


def find(node: marked_yaml.Node, *, path: str = "") -> list[marked_yaml.Fault]:
    """Return a fault, which never shows the value, for each key that looks like a secret and each URL with a password."""
    if isinstance(node, marked_yaml.ListNode):
        return [fault for item in node.items for fault in find(item, path=path)]
    if isinstance(node, marked_yaml.MapNode):
        return [fault for key, entry in node.entries.items() for fault in _in_entry(key, entry, path)]
    return _in_text(node)


def _in_entry(key: str, entry: marked_yaml.Entry, path: str) -> list[marked_yaml.Fault]:
    variable = _place(path, key)
    if variable is None:
        return find(entry.node, path=f"{path}{key.casefold()}.")
    sentence = f'"{key}" é segredo e não fica neste arquivo; apague daqui e ponha em .env: {variable}=…'
    english = (
        f'"{key}" is a secret and is not kept in this file; delete it here and put it into .env: {variable}=…'
    )
    return [marked_yaml.Fault("secret-in-file", entry.key_mark, sentence, english=english)]


def _place(path: str, key: str) -> str | None:
    """Return where the secret belongs; the key itself has to look like one, the path only tells whose it is."""
    plain = key.casefold().replace("-", "_")
    if not any(pattern.search(plain) for pattern, _ in _PLACES):
        return None
    return next(variable for pattern, variable in _PLACES if pattern.search(path + plain))


def _in_text(node: marked_yaml.ScalarNode) -> list[marked_yaml.Fault]:
    if not isinstance(node.value, str) or "@" not in node.value or "://" not in node.value:
        return []
    try:
        password = urlsplit(node.value).password
    except ValueError:
        return []
    if not password:
        return []
    sentence = "endereço com senha dentro; tire a senha daqui e use as variáveis do .env"
    english = "an address with a password in it; take the password away here and use the variables of .env"
    return [marked_yaml.Fault("secret-in-file", node.mark, sentence, english=english)]
