from frontline.reports.studies.models.culprit import Culprit, CulpritAction
from frontline.reports.studies.models.mailing import ReportMail
from frontline.reports.studies.models.model_help import ModelHelp
from frontline.reports.studies.models.reading import Drawn, Reading, Settlement, Skip, Verdict, WhyNot
from frontline.reports.studies.models.series import Series, UsagePoint
from frontline.reports.studies.models.share import Share
from frontline.reports.studies.models.study import Stratum, Study

__all__ = [
    "Culprit",
    "CulpritAction",
    "Drawn",
    "ModelHelp",
    "Reading",
    "ReportMail",
    "Series",
    "Settlement",
    "Share",
    "Skip",
    "Stratum",
    "Study",
    "UsagePoint",
    "Verdict",
    "WhyNot",
]
