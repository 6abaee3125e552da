"""A conversation with the content as it is on the disk, to try a change before anybody else meets it."""
