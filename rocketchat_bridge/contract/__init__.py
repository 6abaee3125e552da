"""Does a live server behave as the bridge assumes? Tried on made-up people, told as a report, and cleaned up.

`assumptions` lists what is assumed, `scenes` tries it, `stage` makes and removes the made-up people, `running` is the whole.
"""
