-- A new version of a pack, in review; what waited for review until now does so no more.
-- The pack is locked by the caller, so that numbers have no gaps and none is given twice.
with overtaken as (
    update content_version
    set status = 'retired'
    where pack = %(pack)s and status = 'review'
)

insert into content_version (pack, number, label, digest, files, status, note, checks, proposed_by, proposed_at)
select
    %(pack)s,
    coalesce(max(number), 0) + 1,
    %(label)s,
    %(digest)s,
    %(files)s,
    'review',
    %(note)s,
    %(checks)s,
    %(by)s,
    %(at)s
from content_version
where pack = %(pack)s
returning id
