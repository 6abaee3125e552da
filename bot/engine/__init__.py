"""The flow engine: a pure function from content, conversation and turn to a new conversation and effects."""
