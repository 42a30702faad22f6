"""`pdf`: the page as a file."""

import json
import logging
import subprocess
import sys

from frontline.kernel.refusal import Refusal
from frontline.reports.studies.outcome import Label
from frontline.reports.studies.reporting.documents.composing import compose
from frontline.reports.studies.reporting.report import Report

PATIENCE = 30.0  # seconds; it takes half of one
log = logging.getLogger(__name__)


class NotSet(Refusal):
    """The page could not be made now."""

    code = "not_typeset"
    status = 503


def pdf(report: Report, labels: list[Label]) -> bytes:
    """One page A4. `labels`: whose notes may be quoted; none for strangers. Raises NotSet."""
    command = [sys.executable, "-m", "frontline.reports.studies.reporting.documents.typesetting"]
    data = json.dumps(compose(report, labels)).encode()
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        said = (failed.stderr or b"").decode(errors="replace")[-500:]
        log.warning("the page of study %s was not set: %s", report.study_id, said or failed)
        raise NotSet("The page could not be made now. Print the report from the browser instead.") from failed
    return done.stdout
