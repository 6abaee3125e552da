-- A process that holds the lock begins a new term.
-- Parameters: the bot, the process's name.
insert into leadership (bot, term, holder, led_since, seen_at)
values (%s, 1, %s, clock_timestamp(), clock_timestamp())
on conflict (bot) do update
    set
        term = leadership.term + 1,
        holder = excluded.holder,
        led_since = excluded.led_since,
        seen_at = excluded.seen_at
returning term
