-- Who speaks for a bot user: one row per bot, its term growing with every process that takes over.
-- Rewritten every second: room on the page keeps the new version beside the old one.

create table leadership (
    bot text constraint leadership_pkey primary key,
    term bigint not null,
    holder text not null,
    led_since timestamptz not null,
    seen_at timestamptz not null,
    connected_at timestamptz
) with (fillfactor = 50);

-- The bot user that wrote in the room last; null until its first step.
alter table encounter add column bot text;
