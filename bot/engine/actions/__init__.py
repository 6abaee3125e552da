"""The built-in actions that flows may use; one module an action."""
