"""Adding a teammate, and the link with which they choose their password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from frontline.events.recording import Actor, record
from frontline.kernel.refusal import Refusal
from frontline.people.models import Role, Team, Teammate


class AddressTaken(Refusal):
    """Somebody has this e-mail address already, active or not."""

    code = "address_taken"


@transaction.atomic
def add_teammate(
    email: str,
    name: str,
    *,
    role: str = Role.SUPPORT,
    team: Team | None = None,
    password: str = "",
    by: Actor | str,
) -> Teammate:
    """A new teammate. Without a password they can't sign in until they have followed `password_link`.

    `by` is who added them, or words such as "the command line". Raises AddressTaken.
    """
    made = Teammate(email=email.strip().lower(), name=name.strip(), role=role, team=team)
    if password:
        made.set_password(password)
    else:
        made.set_unusable_password()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise AddressTaken(f"{made.email} belongs to a teammate already.") from error
    record("teammate.added", ("teammate", made.pk), by=by, role=role, email=made.email)
    return made


def password_link(teammate: Teammate) -> str:
    """An address where `teammate` chooses a password: it works once, for settings.PASSWORD_RESET_TIMEOUT seconds.

    Whoever has it can sign in as them, so it is shown to leads only and never kept.
    """
    key = default_token_generator.make_token(teammate)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(teammate), "key": key}
    )
    return f"{settings.PUBLIC_URL}{path}"
