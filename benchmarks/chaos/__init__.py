"""Nothing lost, nothing twice: seeded conversations while sockets, calls and whole processes fail.

`make chaos` holds 500 of them; `make chaos SEED=17` the storm in which that one was. What the citizens' side received is
compared with what the engine alone says to the same words: `expecting`.
"""
