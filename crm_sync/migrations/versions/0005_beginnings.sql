-- Conversations that Bela herself is to begin, in a room that is open: by which entry point, when, and with what is known. `slots`
-- is encrypted. A row stays, settled, as the record of who planned it.

create table beginning (
    id uuid constraint beginning_pkey primary key,
    encounter_id uuid not null constraint beginning_encounter_id_fkey references encounter (id),
    entry text not null,
    slots bytea not null,
    due_at timestamptz not null,
    planned_at timestamptz not null,
    planned_by text not null,
    settled_at timestamptz
);
create index beginning_encounter_id_idx on beginning (encounter_id);
create index beginning_due_idx on beginning (due_at) where settled_at is null;
