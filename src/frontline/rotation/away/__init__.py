"""Away: absences said by hand or read from calendars, and the public holidays ahead."""
