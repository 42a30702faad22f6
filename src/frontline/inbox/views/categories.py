"""Which categories a conversation is in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.categorising import categorise, propose
from frontline.inbox.forms import CategoriesForm, checked
from frontline.inbox.models import Category, Conversation
from frontline.inbox.views import answers
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.where import where

# What is retired is offered only where it stands already.
_OFFERED = """
    SELECT c.id, c.name, c.is_proposed, c.is_retired, x.id IS NOT NULL AS is_chosen
    FROM inbox_category c
    LEFT JOIN inbox_categorisation x ON x.category_id = c.id AND x.conversation_id = %s
    WHERE NOT c.is_retired OR x.id IS NOT NULL ORDER BY c.name
"""


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, number: int) -> HttpResponse:
    """GET: what to choose from, as a page or, for the dialog, as its list. POST: put it into those of `category`
    and `new`, and take it out of those of `was` that are not among them."""
    conversation = conversation_visible_to(me(request), number)
    if request.method != "POST":
        context = {"conversation": conversation, "where": where(request), "offered": _offered(conversation)}
        template = "choices" if answers.is_script(request) else "page"
        return show(request, f"inbox/categories_{template}.html", context)
    given = checked(CategoriesForm(request.POST))
    chosen = [*given["category"], *(propose(name, by=me(request)) for name in given["new"])]
    removed = [c for c in given["was"] if c not in chosen]
    categorise(conversation, add=chosen, remove=removed, by=me(request))
    return answers.done(request, conversation, _said(conversation_visible_to(me(request), number)))


def _offered(conversation: Conversation) -> list[Category]:
    return list(Category.objects.raw(_OFFERED, [conversation.pk]))


def _said(conversation: Conversation) -> str:
    names = ", ".join(conversation.categories.values_list("name", flat=True))
    return f"It is in {names}." if names else "It is in no category."
