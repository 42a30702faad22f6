"""Where attachments are kept: the data folder, or a bucket that all machines share."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any


class LibraryMissing(Exception):
    """The text is one sentence with what to do about it."""


def storage(data: Path, text: Callable[[str, str], str]) -> dict[str, Any]:
    """Django's storage for them. `text` reads one setting of the environment. Raises LibraryMissing."""
    bucket = text("FRONTLINE_S3_BUCKET", "")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": data / "attachments"},
        }
    if importlib.util.find_spec("boto3") is None:
        raise LibraryMissing(
            "FRONTLINE_S3_BUCKET needs a library that is not installed: run "
            "`.venv/bin/uv pip install --require-hashes --python .venv/bin/python -r requirements/s3.txt` here."
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": text("FRONTLINE_S3_URL", "") or None,
            "querystring_auth": True,
            "default_acl": None,
            "file_overwrite": False,
        },
    }
