"""Giving back the jobs of workers that died, so that others take them up. Each may run any number of times."""

from collections.abc import Iterable

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager


async def give_back(manager: JobManager, left: Iterable[Job]) -> None:
    """Put the jobs in `left`, which a worker began and nobody works on any more, back into the line."""
    for job in left:
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # the same waits in the line already, and one is enough
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)
