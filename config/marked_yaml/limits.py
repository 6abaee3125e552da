"""How much a hand-written file may hold."""

#: bytes of one file
FILE_BYTES = 2_000_000

#: maps and lists inside each other, aliases followed
DEPTH = 64

#: nodes that aliases and merge keys may add to a file
EXPANDED_NODES = 100_000
