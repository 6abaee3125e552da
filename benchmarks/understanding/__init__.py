"""How well are people understood? Bela's readers and plain Rasa on one set of labelled messages: `make understanding`."""
