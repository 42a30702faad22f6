"""The statistics of studies: pure functions on plain numbers, one idea a module, each formula with its source.

Nothing here knows a database. Shares are fractions of one, points are percentage points, a population of None is
endless. What can't be answered is refused with `frontline.kernel.refusal.Invalid` and a sentence.
`frontline.reports.estimate` is the entry; `docs/studies.md` explains the choices.
"""
