"""Fewer labels, never a wrong report: what a model that has learnt from those read adds to what the sample says.

`predicting.py` has the model, `sampling.py` what is known of a sample and what is predicted of all, `trying.py` the
trial of the interval on this very population, `helping.py` the decision which interval to show.
"""
