"""Does the content judge people rightly? Written cases, each played as a whole conversation, and the table of errors.

A vignette is a person with their own words and the class a clinician's source gives them, written before the
program is asked. Pure: no network, database or clock.
"""
