-- One room's conversation with all that a turn needs to know, in one round trip.
-- Parameter: the room.
select
    encounter.id,
    encounter.person_id,
    person.code,
    person.name,
    conversation.revision,
    conversation.state,
    conversation.last_seen_at,
    encounter.owner,
    encounter.department,
    encounter.opened_at,
    conversation.content_version
from encounter
join conversation on conversation.encounter_id = encounter.id
join person on person.id = encounter.person_id
where encounter.room_id = %s
