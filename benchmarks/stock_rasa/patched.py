"""Stock Rasa with its known hot spot patched: `python patched.py run …`, with Rasa's own arguments.

For every answer of the action server, Rasa 3.6.21 checks the *schema* of such answers again, not only the answer: three
quarters of its time in a conversation. Here the schema is compiled once. It runs in Rasa's own Python 3.10.
"""

from jsonschema.validators import validator_for
from rasa.__main__ import main
from rasa.core.actions.action import RemoteAction

_SCHEMA = RemoteAction.action_response_format_spec()
_VALIDATOR = validator_for(_SCHEMA)(_SCHEMA)


def _validate_action_result(_action: RemoteAction, result: dict) -> bool:
    _VALIDATOR.validate(result)
    return True


if __name__ == "__main__":
    RemoteAction._validate_action_result = _validate_action_result
    main()
