"""What the model says of texts, and that it never saw the label of what it speaks of."""

import numpy as np

from frontline.reports.assisted.predicting import predict, vectors


def test_texts_about_a_matter_are_put_there():
    matters = ["backup restore snapshot", "invoice payment card", "login password token"]
    labels = np.arange(120) % 3
    texts = [f"{matters[label]} hello number{n}" for n, label in enumerate(labels)]
    read = np.arange(0, 60)
    found = predict(vectors(texts), read, labels[read], 3, seed=1)
    assert (found[60:].argmax(axis=1) == labels[60:]).all()
    assert np.allclose(found.sum(axis=1), 1)


def test_no_text_is_predicted_by_a_model_that_saw_its_label():
    # Each text is two copies of one word of its own: who saw its label knows it, and nobody else can.
    chance = np.random.default_rng(3)
    labels = chance.integers(0, 4, size=200)
    texts = [f"only{n} only{n}" for n in range(200)]
    read = np.arange(200)
    found = predict(vectors(texts), read, labels, 4, seed=5)
    assert (found.argmax(axis=1) == labels).mean() < 0.45


def test_the_same_seed_says_the_same():
    labels = np.arange(40) % 2
    matrix = vectors([f"{'red' if label else 'blue'} thing{n % 7}" for n, label in enumerate(labels)])
    read = np.arange(20)
    one, two = (predict(matrix, read, labels[read], 2, seed=9) for _ in range(2))
    assert (one == two).all()


def test_a_culprit_that_nobody_has_read_yet_is_not_predicted():
    labels = np.array([0, 1] * 10)
    found = predict(vectors([f"word{n % 3}" for n in range(30)]), np.arange(20), labels, 3, seed=1)
    assert (found[:, 2] == 0).all()


def test_a_single_label_is_no_reason_to_break():
    found = predict(vectors(["one", "two"]), np.array([0]), np.array([1]), 3, seed=1)
    assert np.allclose(found[0], 1 / 3)


def test_empty_texts_and_texts_without_any_word_are_texts_too():
    found = predict(vectors(["", "?!", "backup", "backup"]), np.array([2, 3]), np.array([0, 1]), 2, seed=1)
    assert np.allclose(found.sum(axis=1), 1)
