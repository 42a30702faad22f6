"""How properties are checked here: the same examples every time, and however long the machine takes."""

from hypothesis import HealthCheck, settings

unhurried = settings(
    deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
