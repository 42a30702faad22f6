"""The kinds of notices about conversations and promises, as they stand on the page of preferences."""

from frontline.notify.kinds import Kind

NEW, NEW_PRIORITY = "conversation.new", "conversation.new.priority"
ANSWERED, ASSIGNED = "conversation.answered", "conversation.assigned"
UNDELIVERED, TIER = "conversation.undelivered", "conversation.tier"
SOON, STILL, LAST, BROKEN = "promise.soon", "promise.still", "promise.last", "promise.broken"

KINDS = [
    Kind(NEW_PRIORITY, "A Priority customer's new conversation", "While you are the hero.", order=10),
    Kind(
        NEW,
        "Other new conversations",
        "While you are the hero; those of some minutes as one message.",
        is_gathered=True,
        order=15,
    ),
    Kind(ASSIGNED, "A conversation is given to you", order=20),
    Kind(ANSWERED, "A customer writes again in a conversation of yours", order=25),
    Kind(UNDELIVERED, "A reply of yours could not be delivered", order=30),
    Kind(TIER, "A customer of yours changes tier", order=35),
    Kind(
        SOON,
        "An answer is due soon",
        "In a conversation of yours, or nobody's while you are the hero.",
        order=50,
    ),
    Kind(STILL, "Half of the time left is over", "The hero is told too.", order=55),
    Kind(LAST, "Last call before a promise is broken", "The leads are told too.", is_urgent=True, order=60),
    Kind(BROKEN, "A promise was broken", order=65),
]
"""Only the last call comes at any hour: one can still act then. What is broken already can wait for the morning."""
