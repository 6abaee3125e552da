-- The leader lives; answers false when its term is over.
-- Parameters: whether it is connected to Rocket.Chat, the bot, the term.
with beat as (
    update leadership
    set
        seen_at = clock_timestamp(),
        connected_at = case when %s then clock_timestamp() else connected_at end
    where bot = %s and term = %s
    returning term
)

select exists (select from beat)
