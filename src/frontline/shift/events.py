"""What is recorded of the room; taking a conversation is an assignment like any other."""

RULES_CHANGED = "workspace.shift_rules_changed"
"""`rotation`: its name; `follow_up_after` and `due_next_within` in seconds."""
