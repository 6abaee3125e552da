"""Does every request that a test caused fit Rocket.Chat's own validators, and every answer of the sandbox its shape?"""
