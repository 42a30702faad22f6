"""When a bar is shown with the model's help, and when not."""

import numpy as np
import pytest

from frontline.reports.assisted.helping import Plain, help_of_model
from frontline.reports.assisted.sampling import Sample, residuals
from frontline.reports.estimate import estimate
from frontline.reports.statistics.difference import difference_interval

SIZE, READ, CLASSES = 1000, 100, 4


def _sample(predicted: np.ndarray, labels: np.ndarray, chance: np.random.Generator) -> Sample:
    read = chance.choice(SIZE, size=READ, replace=False)
    return Sample(predicted, read, labels[read], np.zeros(SIZE, dtype=np.int64), (SIZE,))


def _plain(sample: Sample) -> list[Plain]:
    counts = np.bincount(sample.labels, minlength=CLASSES)
    bars = estimate(SIZE, {str(n): int(count) for n, count in enumerate(counts)}).bars
    return [Plain(bar.alone, bar.together) for bar in bars]


@pytest.fixture
def labels() -> np.ndarray:
    return np.random.default_rng(1).choice(CLASSES, size=SIZE, p=[0.4, 0.3, 0.2, 0.1])


def test_a_good_model_makes_every_bar_shorter(labels):
    chance = np.random.default_rng(2)
    guessed = np.where(chance.random(SIZE) < 0.95, labels, chance.integers(0, CLASSES, SIZE))
    sample = _sample(np.eye(CLASSES)[guessed], labels, chance)
    plain = _plain(sample)
    found = help_of_model(sample, plain, seed=1)
    assert all(bar.use_alone and bar.use_together for bar in found)
    for bar, without, share in zip(found, plain, np.bincount(labels) / SIZE, strict=True):
        assert bar.alone[1] - bar.alone[0] < 0.75 * (without.alone[1] - without.alone[0])
        assert bar.alone[0] <= share <= bar.alone[1]
        assert bar.coverage >= 0.95


def test_a_model_that_knows_nothing_is_not_used_for_any_bar_of_size(labels):
    chance = np.random.default_rng(3)
    guessed = chance.permutation(labels)
    sample = _sample(np.eye(CLASSES)[guessed], labels, chance)
    found = help_of_model(sample, _plain(sample), seed=1)
    assert not any(bar.use_alone or bar.use_together for bar in found)


def test_what_is_not_part_of_the_study_has_no_bar_and_shares_are_of_the_rest(labels):
    # The last class stands for "not part of this".
    chance = np.random.default_rng(4)
    read = chance.choice(SIZE, size=300, replace=False)
    predicted = np.eye(CLASSES)[labels]
    sample = Sample(predicted, read, labels[read], np.zeros(SIZE, dtype=np.int64), (SIZE,), outside=3)
    truth = np.bincount(labels)[:3] / (labels != 3).sum()
    for culprit in range(3):
        share, (low, high) = difference_interval(residuals(sample, culprit), 1.96)
        assert low <= truth[culprit] <= high
        assert share == pytest.approx(truth[culprit], abs=0.02)


def test_texts_of_a_part_only_widen_the_interval(labels):
    predicted = np.clip(np.eye(CLASSES)[labels] * 0.7 + 0.075, 0, 1)
    read = np.arange(100)
    whole = Sample(predicted, read, labels[read], np.zeros(SIZE, dtype=np.int64), (SIZE,))
    part = Sample(predicted[:400], read, labels[read], np.zeros(400, dtype=np.int64), (SIZE,))
    (_, whole_at), (_, part_at) = (difference_interval(residuals(each, 0), 1.96) for each in (whole, part))
    assert part_at[1] - part_at[0] > whole_at[1] - whole_at[0]
