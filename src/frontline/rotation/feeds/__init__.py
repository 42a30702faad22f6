"""Calendar feeds (RFC 5545): shifts for the calendars that people have anyway."""
