-- End the session of a leader that has been silent for too long: frozen, or cut off without the server's knowing.
-- Its lock falls with it. Parameters by name: the bot, the two halves of the lock's key, the seconds.
select count(pg_terminate_backend(pg_locks.pid))
from pg_locks
join leadership on leadership.bot = %(bot)s
where
    pg_locks.locktype = 'advisory'
    and pg_locks.database = (select oid from pg_database where datname = current_database())
    and pg_locks.classid = %(space)s::bigint::oid
    and pg_locks.objid = %(key)s::bigint::oid
    and pg_locks.objsubid = 2
    and pg_locks.granted
    and leadership.seen_at < clock_timestamp() - make_interval(secs => %(silent)s)
