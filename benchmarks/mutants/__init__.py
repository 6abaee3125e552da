"""Which mistakes in a pack do its own checks notice?"""
