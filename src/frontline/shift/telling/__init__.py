"""What teammates hear of conversations and promises: what happened goes into a line, and a timer tells of it."""
