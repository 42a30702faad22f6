"""Telling by a direct message in Slack, from the bot whose token is FRONTLINE_SLACK_TOKEN.

A teammate is found by the address that they sign in with (`users.lookupByEmail`, scope users:read.email), and written
to by `chat.postMessage` (scope chat:write). Each message carries the notice's id as metadata, by which a second copy
can be told from a second notice: Slack itself knows no such thing as an idempotent post.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings

from frontline.notify.models import Notice
from frontline.notify.transport import PermanentFailure
from frontline.people.models import Teammate
from frontline.transports.slack import failures, wording


class SlackTransport:
    """To whoever Slack knows by the same e-mail address."""

    name = "slack"
    label = "Slack"
    panel = "transports/slack/panel.html"

    def reaches(self, teammates: Collection[Teammate]) -> set[int]:
        """Everybody, once the workspace has a token."""
        return {teammate.pk for teammate in teammates} if settings.SLACK_TOKEN else set()

    def shown(self, teammate: Teammate) -> Mapping[str, object]:
        return {"has_token": bool(settings.SLACK_TOKEN), "address": teammate.email}

    def send(self, notice: Notice, teammate: Teammate) -> str:
        """Raises TemporaryFailure, SettingsFault, PermanentFailure."""
        if not settings.SLACK_TOKEN:
            raise PermanentFailure("Slack is not set up: FRONTLINE_SLACK_TOKEN is not set.")
        from frontline.transports.slack.client import client

        slack = client()
        with failures.translated(teammate.email):
            found: Any = slack.users_lookupByEmail(email=teammate.email)
            sent: Any = slack.chat_postMessage(channel=found["user"]["id"], **wording.message(notice))
        return f"Sent to {found['user'].get('name') or found['user']['id']}, {sent['ts']}."
