"""Curating the list of categories. For leads: what is in it, what it is called, and what becomes of proposals."""

from django.db import IntegrityError, connection, transaction

from frontline.events.recording import record
from frontline.inbox import events
from frontline.inbox.categorising import checked_name
from frontline.inbox.models import Categorisation, Category
from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.people.allowing import only_leads
from frontline.people.models import Teammate

# Those that are in both already stay in the other once.
_MOVE = """
    INSERT INTO inbox_categorisation (conversation_id, category_id, at)
    SELECT conversation_id, %s, at FROM inbox_categorisation WHERE category_id = %s
    ON CONFLICT DO NOTHING
"""


class NameTaken(Refusal):
    """Another category is called that."""

    code = "name_taken"


def rename(category: Category, name: str, *, by: Teammate) -> Category:
    """Call it something else, wherever it stands. Raises ForLeads, Invalid and NameTaken."""
    only_leads(by, "rename a category")
    name = checked_name(name)
    try:
        with transaction.atomic():
            fresh = _locked(category)
            if fresh.name == name:
                return fresh
            was, fresh.name = fresh.name, name
            fresh.save(update_fields=["name"])
            record(events.CATEGORY_RENAMED, ("category", fresh.pk), by=by, name=name, was=was)
    except IntegrityError:
        raise NameTaken(f"There is a category “{name}” already: merge the two instead.") from None
    return fresh


def agree(category: Category, *, by: Teammate) -> Category:
    """Take a proposal into the list. Raises ForLeads."""
    only_leads(by, "agree to a category")
    with transaction.atomic():
        fresh = _locked(category)
        if fresh.is_proposed:
            fresh.is_proposed = False
            fresh.save(update_fields=["is_proposed"])
            record(events.CATEGORY_AGREED, ("category", fresh.pk), by=by, name=fresh.name)
    return fresh


def turn_down(category: Category, *, instead: Category | None = None, by: Teammate) -> None:
    """Remove a proposal; its conversations go to `instead`, if given. Raises ForLeads and Invalid."""
    only_leads(by, "turn a category down")
    if not category.is_proposed:
        raise Invalid(f"“{category.name}” is in the list already: retire it, or merge it with another.")
    _remove(category, instead, events.CATEGORY_TURNED_DOWN, by)


def merge_categories(category: Category, *, into: Category, by: Teammate) -> None:
    """Make two categories one: what is in `category` is in `into` from now on. Raises ForLeads and Invalid."""
    only_leads(by, "merge categories")
    _remove(category, into, events.CATEGORY_MERGED, by)


def retire(category: Category, *, by: Teammate) -> Category:
    """Offer it no more. Conversations that are in it stay there. Raises ForLeads."""
    only_leads(by, "retire a category")
    return _set_retired(category, retired=True, by=by)


def bring_back(category: Category, *, by: Teammate) -> Category:
    """Offer a retired category again. Raises ForLeads."""
    only_leads(by, "bring a category back")
    return _set_retired(category, retired=False, by=by)


def _set_retired(category: Category, *, retired: bool, by: Teammate) -> Category:
    with transaction.atomic():
        fresh = _locked(category)
        if fresh.is_retired != retired:
            fresh.is_retired = retired
            fresh.save(update_fields=["is_retired"])
            kind = events.CATEGORY_RETIRED if retired else events.CATEGORY_BROUGHT_BACK
            record(kind, ("category", fresh.pk), by=by, name=fresh.name)
    return fresh


def _remove(category: Category, into: Category | None, kind: str, by: Teammate) -> None:
    if into is not None and into.pk == category.pk:
        raise Invalid("That is the same category: choose another.")
    with transaction.atomic():
        # In the order of their ids, so that two leads who merge the two into each other don't wait for each other.
        ids = [category.pk, *([into.pk] if into else [])]
        rows = {c.pk: c for c in Category.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
        if len(rows) != len(ids):
            raise Absent("One of the two is gone: somebody was quicker. Look at the list again.")
        if into is not None:
            with connection.cursor() as cursor:
                cursor.execute(_MOVE, [into.pk, category.pk])
        # One statement, not a model at a time: there may be very many.
        Categorisation.objects.filter(category_id=category.pk)._raw_delete("default")
        record(kind, ("category", category.pk), by=by, name=category.name, into=into.name if into else None)
        rows[category.pk].delete()


def _locked(category: Category) -> Category:
    found = Category.objects.select_for_update().filter(pk=category.pk).first()
    if found is None:
        raise Absent("There is no such category any more.")
    return found
