"""Deferring a job within the statement that writes what it follows from: no round trip of its own, no second truth."""

from typing import Protocol


class Task(Protocol):
    """What is asked of a procrastinate task: constants of our own."""

    queue: str
    name: str
    priority: int


def by_sql(task: Task, arguments: str, at: str = "NULL") -> str:
    """SQL that defers `task` when it is reckoned. `arguments` is SQL for an object (jsonb), `at` for an instant."""
    row = f"'{task.queue}', '{task.name}', {task.priority}, NULL, NULL, {arguments}, {at}"
    return f"procrastinate_defer_jobs_v1(ARRAY[ROW({row})::procrastinate_job_to_defer_v1])"
