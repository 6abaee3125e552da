"""Which parameters do the routes take? `validators` checks them; `extract` takes the published ones from a dump."""
