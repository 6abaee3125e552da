-- What is not kept any longer: class of keeping -> revision up to which it was erased; null where nothing was.

alter table conversation add column erased jsonb;
create index encounter_opened_at_idx on encounter (opened_at);
