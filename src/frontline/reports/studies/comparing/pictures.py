"""The pictures of a comparison, as plain data."""

from frontline.reports.charts.picture import Picture
from frontline.reports.studies.comparing.beside import Beside
from frontline.reports.studies.comparing.weeks import Week

VERDICTS = {"fewer": "fewer, not by chance", "more": "more, not by chance", "unclear": "can't tell"}
_LONGEST = 28  # letters of a name that stand beside its line


def differences(found: Beside) -> Picture:
    """Each culprit's share before and after."""
    rows = [
        {
            "culprit": _short(each.culprit),
            "before": each.before,
            "after": each.after,
            "low": max(0.0, each.before + each.interval[0]),
            "high": min(1.0, each.before + each.interval[1]),
            "verdict": VERDICTS[each.verdict],
        }
        for each in found.differences
    ]
    return Picture(
        "frontline.reports.studies.comparing.drawings:differences",
        {"rows": rows},
        "Share of conversations, before (hollow) and after (full)",
        "; ".join(f"{each.culprit}: {each.words}" for each in found.differences)[:2000],
        is_titled=False,
    )


def weeks(found: Beside, counted: list[Week]) -> Picture:
    """Conversations a week, with both studies' periods and what was done."""
    whole = [week for week in counted if week.days == 7] or counted
    return Picture(
        "frontline.reports.studies.comparing.drawings:weeks",
        {
            "weeks": [{"week": week.monday.isoformat(), "count": week.count} for week in whole],
            "studies": [
                {"from": study.from_on.isoformat(), "until": study.until_on.isoformat(), "label": label}
                for study, label in ((found.before, "Earlier study"), (found.after, "Later study"))
            ],
            "acts": [{"on": act.on.isoformat(), "label": _short(act.title, 28)} for act in found.acts],
        },
        "Conversations a week, and what was done",
        f"{found.headline} " + " ".join(f"{act.on}: {act.kind}, {act.title}." for act in found.acts),
        is_titled=False,
    )


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
