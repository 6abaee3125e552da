-- What people asked and Bela could not answer. Belongs to nobody: no encounter, no person, a day and no moment. `words` is encrypted.

create table unanswered (
    id uuid constraint unanswered_pkey primary key,
    day date not null,
    words bytea not null
);
create index unanswered_day_idx on unanswered (day);
