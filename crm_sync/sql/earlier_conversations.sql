-- Where a person's other conversations stand, the newest first.
-- Parameters: the person, the encounter that is not meant, and how many at most.
select
    conversation.encounter_id,
    conversation.state
from encounter
join conversation on conversation.encounter_id = encounter.id
where encounter.person_id = %s
    and encounter.id <> %s
    and conversation.state is not null
order by encounter.opened_at desc, encounter.id desc
limit %s
