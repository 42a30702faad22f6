"""What goes in and out of the REST interface about rotations."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema

from frontline.api.shapes import Person


class Duty(Schema):
    teammate: Person
    role: Literal["on-call", "shadow"] = Field(description="A shadow rides along and is never paged.")
    because: str = Field(
        description="For people: the rotation, an override and whose, what it is derived from."
    )
    absent: bool = Field(description="Away then, and nobody has taken it over yet.")


class OnAt(Schema):
    at: datetime
    on: list[Duty]


class Next(Schema):
    at: datetime
    on: list[Duty]


class Rotation(Schema):
    id: int
    name: str
    team: str | None
    is_hero: bool
    timezone: str
    expression: Any | None = Field(description="Of a derived rotation: the form of docs/rotation.md.")
    broken: str = Field(description="Why it can't be worked out; empty if it can.")
    on: list[Duty]
    until: datetime | None = Field(description="When others are on; null if not within six weeks.")
    next: Next | None


class Rotations(Schema):
    items: list[Rotation]


class Shift(Schema):
    from_: datetime = Field(alias="from", serialization_alias="from")
    until: datetime
    on: list[Duty]


class Shifts(Schema):
    items: list[Shift]


class NewAmendment(Schema):
    kind: Literal["replace", "add", "remove", "cover"]
    teammate: str = Field(description="An e-mail address.")
    instead_of: str | None = Field(None, description="An e-mail address; left out, instead of everybody.")
    from_: datetime = Field(alias="from")
    until: datetime
    why: str = Field("", max_length=400)


class Amendment(Schema):
    id: int
    kind: Literal["replace", "add", "remove", "swap", "cover"]
    from_: datetime = Field(alias="from", serialization_alias="from")
    until: datetime
    teammate: Person
    instead_of: Person | None
    why: str
    made_by: Person
    made_at: datetime
    revoked_at: datetime | None


class Amendments(Schema):
    items: list[Amendment]
