"""How does Bela bear a city's load? `python -m benchmarks.load`, or `make load`."""
