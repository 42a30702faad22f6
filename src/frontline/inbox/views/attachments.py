"""Attachments. Whatever they hold, they never act as a page of ours."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.models import Attachment
from frontline.inbox.views.entries import is_picture
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent

_SANDBOX = "sandbox; default-src 'none'"


@require_safe
def show(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The file: pictures to show, everything else only to download. `name` is for people; the number decides."""
    found = Attachment.objects.filter(pk=pk).select_related("message", "note").first()
    its = (found.message or found.note) if found else None
    if found is None or its is None:
        raise Absent("There is no such file here.")
    conversation_visible_to(me(request), its.conversation_id)
    if not default_storage.exists(found.path):
        raise Absent(f"The content of {found.name} is missing from the attachments' folder.")
    shown = is_picture(found)
    response = FileResponse(
        default_storage.open(found.path, "rb"),
        as_attachment=not shown,
        filename=found.name,
        content_type=found.type.lower() if shown else "application/octet-stream",
    )
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
