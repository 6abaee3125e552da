-- These outgoing messages were accepted by Rocket.Chat; whoever was marked before keeps its first moment.
-- Parameters: the moment, the ids.
update outgoing
set sent_at = %s
where id = any(%s::text []) and sent_at is null
