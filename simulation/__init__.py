"""Does a study say what it should, as often as it says? Thousands of studies of populations whose truth is known."""
