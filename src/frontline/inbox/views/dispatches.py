"""Mail that did not get through."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from frontline.inbox import retrying
from frontline.inbox.access import conversation_visible_to
from frontline.inbox.models import Dispatch
from frontline.inbox.views import answers
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again, now."""
    dispatch = Dispatch.objects.filter(pk=pk).select_related("message").first()
    if dispatch is None:
        raise Absent("There is no such mail here any more.")
    conversation = conversation_visible_to(me(request), dispatch.message.conversation_id)
    retrying.retry(dispatch, by=me(request))
    return answers.done(request, conversation, f"Sending to {dispatch.address} again.")
