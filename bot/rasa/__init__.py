"""Where is language understood? Rasa in a process of its own: trained, started, watched, asked."""
