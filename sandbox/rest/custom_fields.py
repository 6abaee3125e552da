"""Routes that define the fields of visitors and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging
from sandbox.rest.route import get, post

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document


def _list(call: Call) -> Document:
    text = (call.params.get("text") or "").lower()
    found = [f for f in call.world.custom_fields.values() if text in f["label"].lower()]
    return paging.page(call, "customFields", found)


def _show(call: Call) -> Document:
    return {"customField": call.world.custom_fields.get(call.path["_id"])}


def _save(call: Call) -> Document:
    data = call.params["customFieldData"]
    name = call.params.get("customFieldId") or data["field"]
    definition = {key: value for key, value in data.items() if key != "field"}
    call.world.custom_fields[name] = {"_id": name, "public": False, **definition}
    return {"customField": call.world.custom_fields[name]}


def _delete(call: Call) -> Document:
    if call.world.custom_fields.pop(call.params["customFieldId"], None) is None:
        raise errors.MeteorError("error-invalid-custom-field", "Custom field not found")
    return {}


_SEE = (("view-l-room",),)
_MANAGE = (("view-livechat-manager",),)

ROUTES = (
    get("livechat/custom-fields", _list, needs=_SEE, schema="isLivechatCustomFieldsProps"),
    get("livechat/custom-fields/:_id", _show, needs=_SEE),
    post("livechat/custom-fields.save", _save, needs=_MANAGE, schema="isPOSTLivechatSaveCustomFieldsParams"),
    post("livechat/custom-fields.delete", _delete, needs=_MANAGE, schema="isPOSTLivechatRemoveCustomFields"),
)
