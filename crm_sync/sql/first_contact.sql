-- A contact's person, channel identity, encounter and conversation: found, or made where there is none.
-- Parameter: the candidates as one jsonb document; bytes inside it are base64.
-- Two first contacts of one account at once: the second waits for the first, then fails on the unique key, and is
-- simply tried again. Answers the identity that holds and the phone it is looked up by; then what conversation.sql answers
-- of a new room, or an empty encounter where the room was there before.
with contact as materialized (
    select *
    from jsonb_to_record(%s) as contact (
        person_id uuid,
        code text,
        name text,
        identity_id uuid,
        channel text,
        account text,
        account_index text,
        phone text,
        phone_index text,
        encounter_id uuid,
        room_id text,
        owner text,
        at timestamptz
    )
),

known as (
    select channel_identity.id, channel_identity.person_id, channel_identity.phone_index
    from channel_identity
    join contact
        on channel_identity.channel = contact.channel
        and channel_identity.account_index = decode(contact.account_index, 'base64')
),

new_person as (
    insert into person (id, code, name, created_at)
    select person_id, code, decode(name, 'base64'), at
    from contact
    where not exists (select from known)
    returning id
),

new_identity as (
    insert into channel_identity (
        id, person_id, channel, account, account_index, phone, phone_index, created_at
    )
    select
        contact.identity_id,
        new_person.id,
        contact.channel,
        decode(contact.account, 'base64'),
        decode(contact.account_index, 'base64'),
        decode(contact.phone, 'base64'),
        decode(contact.phone_index, 'base64'),
        contact.at
    from new_person, contact
    returning id, person_id, phone_index
),

identity as (
    select id, person_id, phone_index
    from known
    union all
    select id, person_id, phone_index
    from new_identity
),

new_encounter as (
    insert into encounter (id, person_id, channel_identity_id, room_id, owner, opened_at)
    select contact.encounter_id, identity.person_id, identity.id, contact.room_id, contact.owner, contact.at
    from identity, contact
    on conflict (room_id) do nothing
    returning id
),

new_conversation as (
    insert into conversation (encounter_id, revision)
    select id, 0
    from new_encounter
)

select
    identity.id,
    identity.phone_index,
    new_encounter.id as encounter_id,
    identity.person_id,
    coalesce(person.code, contact.code) as code,
    case when person.id is null then decode(contact.name, 'base64') else person.name end as name,
    0 as revision,
    null::bytea as state,
    null::timestamptz as last_seen_at,
    contact.owner,
    null::text as department,
    contact.at as opened_at,
    null::integer as content_version
from identity
cross join contact
left join new_encounter on true
left join person on person.id = identity.person_id
