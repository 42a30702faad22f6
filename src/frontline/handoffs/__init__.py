"""Hand-offs: before a hero's shift ends, each of their open conversations has a note for the next one."""
