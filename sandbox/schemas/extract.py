"""Take the validators of the served routes out of a dump of Rocket.Chat's REST typings.

Usage: `python -m sandbox.schemas.extract DUMP.json > sandbox/schemas/published.json`, where the dump maps each file of
npm `@rocket.chat/rest-typings` (8.8.1, MIT licence) to its exported validators as JSON Schema.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SERVED = (
    "isChatDeleteProps",
    "isChatGetMessageProps",
    "isChatPostMessageProps",
    "isChatSendMessageProps",
    "isChatSyncMessagesProps",
    "isChatUpdateProps",
    "isDELETELivechatMessageIdParams",
    "isGETAgentNextToken",
    "isGETLivechatAgentsAgentIdDepartmentsParams",
    "isGETLivechatConfigParams",
    "isGETLivechatDepartmentProps",
    "isGETLivechatInquiriesGetOneParams",
    "isGETLivechatInquiriesListParams",
    "isGETLivechatInquiriesQueuedForUserParams",
    "isGETLivechatMessageIdParams",
    "isGETLivechatMessagesHistoryRidParams",
    "isGETLivechatMessagesParams",
    "isGETLivechatQueueParams",
    "isGETLivechatRoomParams",
    "isGETLivechatRoomsParams",
    "isLiveChatRoomForwardProps",
    "isLiveChatRoomJoinProps",
    "isLiveChatRoomSaveInfoProps",
    "isLivechatCustomFieldsProps",
    "isLivechatDepartmentAutocompleteProps",
    "isLivechatDepartmentDepartmentIdAgentsGETProps",
    "isLivechatDepartmentDepartmentIdAgentsPOSTProps",
    "isLivechatDepartmentIdProps",
    "isLivechatRidMessagesProps",
    "isLivechatUsersManagerGETProps",
    "isLivechatVisitorStatusProps",
    "isLivechatVisitorsInfoProps",
    "isPOSTLivechatAgentStatusProps",
    "isPOSTLivechatCustomFieldParams",
    "isPOSTLivechatCustomFieldsParams",
    "isPOSTLivechatDepartmentProps",
    "isPOSTLivechatInquiriesReturnAsInquiry",
    "isPOSTLivechatInquiriesTakeParams",
    "isPOSTLivechatMessageParams",
    "isPOSTLivechatOfflineMessageParams",
    "isPOSTLivechatPageVisitedParams",
    "isPOSTLivechatRemoveCustomFields",
    "isPOSTLivechatRoomCloseByUserParams",
    "isPOSTLivechatRoomCloseParams",
    "isPOSTLivechatRoomSurveyParams",
    "isPOSTLivechatSaveCustomFieldsParams",
    "isPOSTLivechatTranscriptParams",
    "isPOSTLivechatUsersTypeProps",
    "isPOSTLivechatVisitorDepartmentTransferParams",
    "isPOSTomnichannelIntegrations",
    "isPUTLivechatMessageIdParams",
    "isRoomsInfoProps",
    "isSettingsGetParams",
    "isSettingsPublicWithPaginationProps",
    "isSubscriptionsGetOneProps",
    "isSubscriptionsGetProps",
    "isSubscriptionsReadProps",
    "isUsersInfoProps",
)


def plain(schema: Any) -> Any:
    """The schema without AJV's own words: `nullable` becomes a type, descriptions and custom formats go."""
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: plain(value)
        for key, value in schema.items()
        if key not in {"nullable", "discriminator"}
        and not (key == "description" and isinstance(value, str))
        and not (key == "format" and value == "iso-date-time")
    }
    if schema.get("nullable") is True and "type" in kept:
        kept["type"] = [kept["type"], "null"]
        if "enum" in kept:
            kept["enum"] = [*kept["enum"], None]
    return kept


def main(dump: Path) -> None:
    """Print the served validators, sorted by name."""
    known = {
        name: schema
        for group in json.loads(dump.read_text("utf-8")).values()
        for name, schema in group.items()
    }
    json.dump({name: plain(known[name]) for name in sorted(SERVED)}, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
