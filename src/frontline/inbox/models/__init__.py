from frontline.inbox.models.attachment import Attachment
from frontline.inbox.models.category import Categorisation, Category
from frontline.inbox.models.clock import Clock, ClockInterval, ClockRules
from frontline.inbox.models.conversation import Conversation, Participant, SearchDocument
from frontline.inbox.models.dispatch import Dispatch
from frontline.inbox.models.intake import Intake
from frontline.inbox.models.message import Message, Note
from frontline.inbox.models.pace import Pace
from frontline.inbox.models.storm import Storm

__all__ = [
    "Attachment",
    "Categorisation",
    "Category",
    "Clock",
    "ClockInterval",
    "ClockRules",
    "Conversation",
    "Dispatch",
    "Intake",
    "Message",
    "Note",
    "Pace",
    "Participant",
    "SearchDocument",
    "Storm",
]
