"""What goes in and out of the REST interface. The OpenAPI document is made from these."""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema
from pydantic import AwareDatetime, BeforeValidator

UNSET = BeforeValidator(lambda given: None if given == "" else given)
"""`?status=` asks for the same as leaving it out: that is what forms and templates send for nothing chosen."""


class Person(Schema):
    name: str
    email: str


class NewFile(Schema):
    name: str = Field(max_length=255)
    type: str = Field("application/octet-stream", max_length=127)
    content: str = Field(description="Base64 (RFC 4648 section 4).")


class NewCustomer(Schema):
    email: str = Field(max_length=254)
    name: str = Field("", max_length=160)


class NewConversation(Schema):
    customer: NewCustomer
    subject: str = Field(max_length=255)
    text: str = Field(min_length=1, max_length=1_000_000, description="The customer's words, plain text.")
    product: str = Field("", max_length=80, description="The name of a product.")
    attachments: list[NewFile] = Field(default_factory=list, max_length=50)


class NewText(Schema):
    text: str = Field(description="Markdown.")
    attachments: list[NewFile] = Field(default_factory=list, max_length=50)


class NewReply(NewText):
    seen: int | None = Field(
        None,
        description="The newest message that was read, by id: if others came later, 409 and nothing is sent.",
    )


class NewAssignee(Schema):
    email: str | None = Field(description="A teammate's address, or null for nobody.")


class NewSnooze(Schema):
    until: AwareDatetime = Field(description="With an offset: at most a year ahead.")
    why: str = Field("", max_length=200)
    theirs: bool = Field(False, description="The customer asked us to wait: promises pause.")


class NewCategories(Schema):
    names: list[str] = Field(max_length=30, description="All that it is to be in, however they are cased.")


class NewProduct(Schema):
    name: str | None = Field(description="The name of a product, or null for none.")


class NewMerger(Schema):
    into: int = Field(ge=1, lt=2**63, description="The number of the conversation in which it goes on.")
    across_customers: bool = Field(
        False, description="That the two are of customers who have nothing to do with each other is meant."
    )


class Category(Schema):
    name: str
    proposed: bool
    retired: bool


class Categories(Schema):
    items: list[Category]


class Reason(Schema):
    why: str = Field("", max_length=400)


class Conversation(Schema):
    number: int
    subject: str
    status: Literal["open", "closed"]
    channel: str
    product: str | None
    categories: list[str]
    spam: bool = Field(description="Closed as spam: it counts in no report.")
    merged_into: int | None = Field(description="The number of the conversation in which it goes on.")
    customer: Person
    assignee: str | None = Field(description="The teammate's e-mail address.")
    waiting_since: datetime | None = Field(
        description="Since when the customer waits for us; null if they don't."
    )
    tier: Literal["priority", "subscriber", "community"]
    due_at: datetime | None = Field(
        description="When the first of the promises that run is broken, or was; null if none runs."
    )
    snoozed_until: datetime | None = Field(description="Out of the queue until then.")
    created_at: datetime
    closed_at: datetime | None


class Conversations(Schema):
    items: list[Conversation]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null at the end.")


class File(Schema):
    id: int
    name: str
    type: str
    size: int = Field(description="Bytes.")


class Recipient(Schema):
    address: str
    state: Literal["queued", "sending", "sent", "failed"]
    answer: str = Field(description="What the receiving server said last.")


class Sending(Schema):
    state: Literal["queued", "sending", "sent", "failed"] = Field(
        description="failed if any recipient's is, else the least advanced of them."
    )
    recipients: list[Recipient]


class Entry(Schema):
    kind: Literal["message", "note", "event"]
    id: int
    direction: Literal["in", "out"] | None
    author: str
    automatic: bool
    text: str = Field(
        description="Plain text of a customer, Markdown of a teammate, the sentence of an event."
    )
    quoted: str = Field(description="The quoted history and signature that came below the text.")
    html: str = Field(description="Sanitised.")
    at: datetime
    message_id: str | None
    placed_because: str | None
    sender_verified: bool | None
    dispatch: Sending | None
    attachments: list[File]


class Clock(Schema):
    kind: Literal["first_reply", "next_reply", "resolution"]
    tier: Literal["priority", "subscriber", "community"] = Field(description="The tier whose promise it is.")
    state: Literal["runs", "pauses", "kept", "broken", "void"] = Field(
        description="broken also while it still runs; void: nobody waited for it any more."
    )
    started_at: datetime
    stopped_at: datetime | None
    target_at: datetime | None = Field(description="As good as it gets until then; null in a pause.")
    warn_at: datetime | None
    due_at: datetime | None
    promised_seconds: int = Field(description="Working time within which it is kept.")
    worked_seconds: int = Field(description="Working time used up, so far or in all.")


class WholeConversation(Conversation):
    clocks: list[Clock] = Field(description="Every promise, oldest first.")
    entries: list[Entry]
    earlier_cursor: str | None = Field(
        description="Give it as `before` for older entries; null if these are the first."
    )


class Intake(Schema):
    id: int
    channel: str
    external_id: str
    state: Literal["pending", "done", "failed"]
    outcome: str
    size: int
    copies: int
    received_at: datetime
    processed_at: datetime | None


class Intakes(Schema):
    items: list[Intake]
    next_cursor: str | None


class Refused(Schema):
    code: str
    message: str
    reference: str


class Problem(Schema):
    error: Refused
