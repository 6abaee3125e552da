"""The content format as a JSON Schema, for editors: they complete keys and underline mistakes while one writes.

Words, kinds and limits come from the readers' own tables. The keys of each map stand here once more, with one line on
each for people; a test asks the readers for the keys they know, and holds both lists together.
"""
