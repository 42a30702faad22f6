"""A study that repeats: it draws itself when its period is over, and its report is mailed when it was read.

    series = begin(Plan(...), after=study, by=lead)      beginning.py
    keep()                                               keeping.py: what the timer does, at any time, any often

`periods.py` is the calendar (pure), `drawing_due.py` draws what is due, `ending.py` finishes what was read,
`telling.py` tells and reminds, `letter.py` is the mail and `sending.py` sends it; `course.py` is a product's culprits
over time.
"""
