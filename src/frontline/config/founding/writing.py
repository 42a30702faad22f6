"""Writing schema.sql: what the migrations make of an empty database, as pg_dump tells it. `make schema` calls it."""

import re
import subprocess

from frontline.config.cluster import programs_folder

_HEAD = "-- Written by `make schema` from the migrations. Not to be edited: tests/config/test_founding.py compares.\n"
_LEFT_OUT = re.compile(
    r"^--\n(?:-- .*\n)+--\n\n"  # what each statement is about
    r"|^-- Dumped .*\n"
    r"|^\\(?:un)?restrict .*\n"  # psql's
    r"|^SET \w+ = .*;\n|^SELECT pg_catalog\.set_config\(.*\n"
    r"|^SELECT pg_catalog\.setval\('[^']+', 1, false\);\n",  # as a new sequence is anyway
    re.MULTILINE,
)
_APPLIED_AT = re.compile(r"(?<=', )'[0-9-]{10} [0-9:.]+\+00'(?=\)[,;]$)", re.MULTILINE)
# As it was written, before PostgreSQL put it in words: read again, those words would come out as others.
_ONE_OF = re.compile(
    r"\((\w+)\)::text = ANY \(\(ARRAY\[((?:'\w+'::character varying(?:, )?)+)\]\)::text\[\]\)"
)
_PART = re.compile(r"^(?=--\n-- )", re.MULTILINE)
_OF_JOBS = re.compile(r"--\n-- (?:Data for )?Name: [^;]*procrastinate")


def write(address: str) -> str:
    """The whole of schema.sql for the database at `address`, which was just migrated from nothing."""
    ours, _ = dump(address)
    statements = _ONE_OF.sub(lambda m: f"{m[1]} IN ({m[2].replace('::character varying', '')})", ours)
    return _HEAD + re.sub(r"\n{3,}", "\n\n", statements)


def dump(address: str) -> tuple[str, str]:
    """The database at `address` as statements that make it, the same for two that are the same: ours, and those of the
    library that keeps our jobs."""
    dumped = subprocess.run(
        [
            str(programs_folder() / "pg_dump"), f"--dbname={address}", "--no-owner", "--no-privileges",
            "--no-tablespaces", "--inserts", "--rows-per-insert=1000",
        ],
        check=True, capture_output=True, text=True, env={"PGTZ": "UTC"},
    ).stdout  # fmt: skip
    parts = _PART.split(dumped)
    ours = "".join(each for each in parts if not _OF_JOBS.match(each))
    of_jobs = "".join(each for each in parts if _OF_JOBS.match(each))
    return _APPLIED_AT.sub("now()", _LEFT_OUT.sub("", ours)), _LEFT_OUT.sub("", of_jobs)
