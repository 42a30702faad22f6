"""How teammates sign in (django-allauth)."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Teammates are made by a lead or on the command line, never by signing themselves up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that can't be handed over must not tell a stranger that the address is known; the log says it."""
        mail = self.render_mail(template_prefix, email, context)
        if not mail.send(fail_silently=True):
            log.error("account mail not sent", mail=template_prefix)
