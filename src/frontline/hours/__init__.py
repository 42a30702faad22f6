"""Working hours and the wall clock: when a zone's clocks show what."""
