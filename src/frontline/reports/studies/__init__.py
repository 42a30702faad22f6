"""A question put to a random sample of conversations."""
