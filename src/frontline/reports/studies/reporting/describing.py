"""What was read and how, in sentences: under the finding, beside the bars, and in small print."""

from frontline.reports.studies.reporting.report import Report, Scale

TOGETHER = (
    "In 95 of 100 such studies every line holds the true share of its culprit, so bars may be compared with each"
    " other."
)
ALONE = (
    "A line holds the true share of its own culprit in 95 of 100 such studies. To compare bars with each other, take"
    " all bars at once."
)
HELP = (
    "A model learnt from what people read and guessed the culprit of the rest; how far off it was among those read"
    " corrects its guesses. It is shown only where it is shorter, and held in a trial on these very"
    " conversations; what people read stays the measure."
)


def measured(report: Report) -> str:
    """ "Postgres, May 2026. 100 read of 1,026; 7 more drawn were not part of this; ..." """
    counts, agreement = report.counts, report.agreement
    parts = [f"{report.read:,} read of {report.population:,}"]
    if counts.excluded:
        parts.append(f"{counts.excluded} more drawn {_were(counts.excluded)} not part of this")
    if counts.unsure:
        parts.append(f"unsure of {counts.unsure}")
    if counts.twice:
        parts.append(f"{counts.twice} read by two")
    if agreement and agreement.kappa is not None:
        parts[-1] += f", whose agreement is {report.agreement_words} (Cohen's kappa {agreement.kappa:.2f})"
    if counts.unsettled:
        parts.append(f"{counts.unsettled} not settled yet")
    return f"{', '.join(report.products)}, {report.period}. {'; '.join(parts)}."


def explained(report: Report, scale: Scale = "together") -> str:
    """What the lines mean; "" where there are none."""
    if not report.has_intervals:
        return ""
    said = TOGETHER if scale == "together" else ALONE
    said += f" A culprit that nobody met may still have up to {100 * report.unseen:.1f} %."
    return (
        f"{said} The line below a bar is with the model's help: {HELP[0].lower()}{HELP[1:]}"
        if report.is_helped(scale)
        else said
    )


def small_print(report: Report) -> str:
    only = f" ({', '.join(report.filters)})" if report.filters else ""
    said = (
        f"{report.method} sample of {report.size:,} from {report.population:,} conversations{only} begun from"
        f" {report.from_on} to {report.until_on}, days of {report.timezone.replace('_', ' ')}, drawn with seed"
        f" {report.seed}; each read by a person, who named what was to blame."
    )
    if report.part and report.part.excluded:
        low, high = report.part.interval
        said += f" About {report.part.size:,} of them ({low:,} to {high:,}) are part of this; shares are of those."
    if report.has_intervals:
        exact = (
            "Korn and Graubard's, by strata"
            if report.counts.is_stratified
            else "inverted hypergeometric test"
        )
        said += f" Intervals are exact ({exact}) and allow for the size of the population; 95 %."
    return said


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
