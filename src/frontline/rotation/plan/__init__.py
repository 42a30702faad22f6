"""The plan: rotations from the database as the evaluator's plain values, and the final shifts that follow."""
