"""What a study's report says, and the forms in which it is taken along.

    report = report_of(study)          making.py; plain dataclasses (report.py): no queries afterwards

`finding.py` has the sentence, `drawings.py` and `picture.py` the chart to take along, `behind.py` what stands behind a
bar, `tables.py` the CSV, `documents/` the page to print, `helping.py` the model's help, `sharing.py` the links.
"""
