-- Everything of one turn, and of the turns that other rooms take in the same moment, in one statement: one round trip,
-- one transaction.
-- Parameter: the steps as one jsonb list of documents, at most one of an encounter and of a person; bytes are base64.
-- Answers one row for each step that was written. Nothing is written of a step, and it has no row, where the revision
-- moved on, the event was recorded before, or the writer's term as leader is over.
-- Two writers of one revision: the second waits for the row, sees the new revision, and writes nothing.
with step_in as materialized (
    select *
    from jsonb_to_recordset(%s) as step_in (
        encounter_id uuid,
        person_id uuid,
        expected_revision integer,
        event_id text,
        bot text,
        term bigint,
        at timestamptz,
        state text,
        last_seen_at timestamptz,
        wake_at timestamptz,
        content_version integer,
        owner text,
        closed_at timestamptz,
        closed_by text,
        department text,
        person_name text,
        message jsonb,
        answers jsonb,
        flags jsonb,
        triage jsonb,
        faults jsonb,
        unanswered jsonb,
        outgoing jsonb
    )
),

moved as (
    update conversation
    set
        revision = conversation.revision + 1,
        state = decode(step_in.state, 'base64'),
        last_seen_at = greatest(conversation.last_seen_at, step_in.last_seen_at),
        wake_at = step_in.wake_at,
        content_version = step_in.content_version
    from step_in
    where
        conversation.encounter_id = step_in.encounter_id
        and conversation.revision = step_in.expected_revision
        and not exists (
            select from step
            where step.encounter_id = step_in.encounter_id and step.event_id = step_in.event_id
        )
        and (
            step_in.term is null
            or exists (select from leadership where leadership.bot = step_in.bot and leadership.term = step_in.term)
        )
    returning conversation.encounter_id, conversation.revision
),

new_step as (
    insert into step (encounter_id, revision, event_id, at, content_version)
    select moved.encounter_id, moved.revision, step_in.event_id, step_in.at, step_in.content_version
    from moved
    join step_in on step_in.encounter_id = moved.encounter_id
),

new_owner as (
    update encounter
    set
        owner = step_in.owner,
        bot = coalesce(step_in.bot, encounter.bot),
        department = coalesce(step_in.department, encounter.department),
        closed_at = case when step_in.owner = 'closed' then coalesce(encounter.closed_at, step_in.closed_at, step_in.at) end,
        closed_by = case when step_in.owner = 'closed' then coalesce(encounter.closed_by, step_in.closed_by) end
    from moved
    join step_in on step_in.encounter_id = moved.encounter_id
    where
        encounter.id = moved.encounter_id
        and (
            encounter.owner <> step_in.owner
            or (step_in.bot is not null and encounter.bot is distinct from step_in.bot)
            or (step_in.department is not null and encounter.department is distinct from step_in.department)
        )
),

new_name as (
    update person
    set name = decode(step_in.person_name, 'base64')
    from moved
    join step_in on step_in.encounter_id = moved.encounter_id
    where person.id = step_in.person_id and step_in.person_name is not null
),

new_message as (
    insert into message (encounter_id, revision, id, kind, change, body, sent_at)
    select moved.encounter_id, moved.revision, item.id, item.kind, item.change, decode(item.body, 'base64'), item.sent_at
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_record(step_in.message) as item (id text, kind text, change text, body text, sent_at timestamptz)
    where step_in.message is not null
),

new_answers as (
    insert into answer (encounter_id, revision, position, question, value)
    select moved.encounter_id, moved.revision, item.position, item.question, decode(item.value, 'base64')
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_recordset(step_in.answers) as item (position smallint, question text, value text)
),

new_flags as (
    insert into flag (encounter_id, revision, position, flag, words)
    select moved.encounter_id, moved.revision, item.position, item.flag, decode(item.words, 'base64')
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_recordset(step_in.flags) as item (position smallint, flag text, words text)
),

new_triage as (
    insert into triage (encounter_id, revision, risk_class, protocol, protocol_version, rules, red_flags, inputs)
    select
        moved.encounter_id,
        moved.revision,
        item.risk_class,
        item.protocol,
        item.protocol_version,
        item.rules,
        item.red_flags,
        decode(item.inputs, 'base64')
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_record(step_in.triage) as item (
            risk_class text, protocol text, protocol_version text, rules text [], red_flags text [], inputs text
        )
    where step_in.triage is not null
),

new_faults as (
    insert into content_fault (encounter_id, revision, position, rule, place, sentence)
    select moved.encounter_id, moved.revision, item.position, item.rule, item.place, decode(item.sentence, 'base64')
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_recordset(step_in.faults) as item (position smallint, rule text, place text, sentence text)
),

new_unanswered as (
    insert into unanswered (id, day, words)
    select item.id, (step_in.at at time zone 'utc')::date, decode(item.words, 'base64')
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_record(step_in.unanswered) as item (id uuid, words text)
    where step_in.unanswered is not null
),

new_outgoing as (
    insert into outgoing (id, encounter_id, revision, kind, body)
    select item.id, moved.encounter_id, moved.revision, item.kind, decode(item.body, 'base64')
    from
        moved
        join step_in on step_in.encounter_id = moved.encounter_id,
        jsonb_to_recordset(step_in.outgoing) as item (position smallint, id text, kind text, body text)
    order by item.position
)

select moved.encounter_id, moved.revision
from moved
