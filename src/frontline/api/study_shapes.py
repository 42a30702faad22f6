"""What goes in and out of the REST interface about studies, culprits and usage."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from ninja import Field, Schema

Named = dict[str, int]
Kind = Literal["level", "total"]
_KIND = (
    "`level`: so much at any time in these days (active apps); `total`: of all of them together (requests)."
)


class ProductName(Schema):
    id: int
    name: str


class StudyShape(Schema):
    id: int
    question: str
    products: list[ProductName]
    from_: date = Field(alias="from")
    until: date = Field(description="Its last day.")
    timezone: str
    filters: dict[str, list[Any]]
    stratify_by: Literal["", "week", "tier"]
    size: int = Field(description="How many are to be read.")
    double_share: float
    state: Literal["draft", "reading", "finished"]
    series: int | None
    previous: int | None = Field(description="The study that it stands beside.")
    population: int | None
    seed: str = Field(description="A string, for it may be larger than a JSON number is in some languages.")
    digest: str = Field(description="Of which conversations it was drawn from.")
    drawn_at: datetime | None
    finished_at: datetime | None


class Studies(Schema):
    items: list[StudyShape]
    next_cursor: str | None


class StratumCount(Schema):
    key: str
    population: int
    size: int
    read: int
    excluded: int
    unread: int
    counts: Named


class StudyProgress(Schema):
    readings: int = Field(description="Conversations that two people read count twice.")
    done: int


class StudyWithCounts(StudyShape):
    progress: StudyProgress
    read: int = Field(description="Conversations with a label that counts.")
    unread: int
    excluded: int = Field(description="Drawn, and not part of this.")
    unsettled: int
    counts: Named = Field(description="How many of those read each culprit has; `Unsure` is one too.")
    strata: list[StratumCount]


class NewStudy(Schema):
    question: str = Field(max_length=200)
    products: list[int | str] = Field(description="Ids, or names.", max_length=100)
    from_: date = Field(alias="from")
    until: date
    timezone: str = "UTC"
    size: int
    tiers: list[str] = Field(default_factory=list, max_length=10)
    categories: list[str] = Field(default_factory=list, max_length=100, description="Names.")
    channels: list[str] = Field(default_factory=list, max_length=20)
    stratify_by: Literal["", "week", "tier"] = ""
    double_share: float = 0.2
    readers: list[str] = Field(default_factory=list, max_length=100, description="Teammates' addresses.")
    previous: int | None = None
    seed: int | None = Field(
        None,
        ge=0,
        lt=2**63,
        description="The draw follows from it. With one, the same study sent again is drawn once.",
    )


class StudyEstimate(Schema):
    study: int
    finding: str = Field(description="For people; may be worded otherwise tomorrow.")
    culprits: list[dict[str, Any]]
    population: int
    n: int
    excluded: int
    belonging: dict[str, Any]
    within_points: float
    unseen: float
    confidence: float
    too_few: str | None


class StudyComparison(Schema):
    before: int
    after: int
    headline: str
    measure: str | None = Field(description="By which usage; null if none is known for both.")
    culprits: list[dict[str, Any]]
    volume: dict[str, Any] | None
    confidence: float
    power: float


class AskSize(Schema):
    population: int | None = None
    points: float | None = None
    one_bar: bool = False
    read: int | None = None
    power: float | None = None
    from_: float | None = Field(None, alias="from", description="The share before, as a fraction of one.")
    to: float | None = None
    culprits: int = 1
    confidence: float = 0.95


class AskEstimate(Schema):
    population: int | None = None
    counts: Any = Field(None, description="{culprit: how many of those read}")
    excluded: int = 0
    strata: Any = Field(None, description="[{name, population, counts, excluded}, …], instead of the above.")
    confidence: float = 0.95


class AskCompare(Schema):
    before: Any = Field(description="{population, n, counts}; excluded, usage, customers, volumes if known.")
    after: Any
    usage_before: float | None = None
    usage_after: float | None = None
    power: float = 0.8
    test: Literal["barnard", "boschloo", "fisher"] = "barnard"
    confidence: float = 0.95


class UsageShape(Schema):
    id: int
    product: ProductName
    measure: str
    from_: date = Field(alias="from")
    until: date = Field(description="Its last day.")
    amount: Decimal
    kind: Kind = Field(description=_KIND)
    source: str


class UsagePage(Schema):
    items: list[UsageShape]
    next_cursor: str | None


class NewPoint(Schema):
    measure: str = Field(min_length=1, max_length=60)
    from_: date = Field(alias="from")
    until: date
    amount: Decimal
    kind: Kind = Field("level", description=_KIND)


class NewUsage(Schema):
    product: int | str = Field(description="Its id or name.")
    points: list[NewPoint] = Field(max_length=5000)


class KeptUsage(Schema):
    kept: int


class ActionShape(Schema):
    kind: Literal["pull_request", "docs", "planned"]
    title: str
    link: str
    on: date


class CulpritShape(Schema):
    id: int
    name: str
    kind: str
    product: ProductName
    merged_into: int | None = Field(description="It counts as that one.")
    actions: list[ActionShape]


class Culprits(Schema):
    items: list[CulpritShape]
    next_cursor: str | None
