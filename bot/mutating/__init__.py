"""What small mistakes could somebody make in a pack? Each is a mutant: the pack with one thing changed.

Whether the pack's checks notice is asked by `benchmarks.mutants`; nothing here knows a check.
"""
