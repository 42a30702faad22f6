"""What culprit a text has, learnt from those that people have read. scikit-learn is imported here, and only here.

The model is naive Bayes over tf-idf weights of words (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes
text classifiers", ICML): it learns from a hundred texts in milliseconds, and being wrong does no harm but to the length
of the interval. Its log-likelihoods are tempered, because tf-idf vectors of length one would leave it too timid.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB

FOLDS = 5
SMOOTHING = 0.05
TEMPER = 3.0
LONGEST = 20_000  # characters of a text that are looked at
_MOST_WORDS = 50_000
_WORD = r"(?u)\b\w[\w.-]+\b"

Shares = np.ndarray[Any, np.dtype[np.float64]]
"""A row for each text, a column for each class: how likely it is, each row summing to one."""
Labels = np.ndarray[Any, np.dtype[np.int64]]


def vectors(texts: Sequence[str]) -> Any:
    """The texts as a sparse matrix. It is made without any label, so that it may be made of all of them."""
    words = TfidfVectorizer(
        sublinear_tf=True,
        strip_accents="unicode",
        max_features=_MOST_WORDS,
        token_pattern=_WORD,
    )
    return words.fit_transform([text[:LONGEST] or "nothing" for text in texts])


def predict(
    matrix: Any, read: Labels, labels: Labels, classes: int, *, seed: int, folds: int = FOLDS
) -> Shares:
    """Predictions for every row of `matrix`, each by a model that did not see its label.

    `read` are the rows that have a label, `labels` which (0 to `classes` - 1), in the same order. Those unread are
    predicted by a model of all that were read; those read by one of the other folds (cross-fitting: Chernozhukov et al.
    2018, The Econometrics Journal 21:C1-C68).
    """
    found = _predicted(matrix, matrix[read], labels, classes)
    order = np.random.default_rng(seed).permutation(len(read))
    for part in np.array_split(order, min(folds, len(read))):
        others = np.setdiff1d(order, part)
        if len(others):
            found[read[part]] = _predicted(matrix[read[part]], matrix[read[others]], labels[others], classes)
        else:
            found[read[part]] = 1 / classes
    return found


def _predicted(matrix: Any, learnt: Any, labels: Labels, classes: int) -> Shares:
    model = MultinomialNB(alpha=SMOOTHING).fit(learnt, labels)
    logs = TEMPER * (matrix @ model.feature_log_prob_.T) + model.class_log_prior_
    logs = np.exp(logs - logs.max(axis=1, keepdims=True))
    found = np.zeros((matrix.shape[0], classes))
    found[:, model.classes_] = logs / logs.sum(axis=1, keepdims=True)
    return found
