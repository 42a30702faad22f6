"""Categories: several for each conversation, from a list that anybody may add a proposal to."""

import pytest
from django.db import connection, transaction

from frontline.events.models import Event
from frontline.inbox import categorising, curating
from frontline.inbox.attributing import set_product
from frontline.inbox.categorising import add_defaults, categorise, propose
from frontline.inbox.models import Category, Conversation
from frontline.inbox.timeline import timeline
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.allowing import ForLeads
from tests.builders.letters import Letters, received
from tests.cast import Cast


@pytest.fixture
def one(cast: Cast, letters: Letters) -> Conversation:
    add_defaults()
    return received().conversation


def named(*names: str) -> list[Category]:
    return [categorising.named(name) for name in names]


def names(conversation: Conversation) -> list[str]:
    return [c.name for c in conversation.categories.all()]


def said(conversation: Conversation) -> list[str]:
    return [e.sentence for e in timeline(conversation).entries if e.kind == "event"]


def test_the_list_to_begin_with_is_given_once_and_keeps_what_is_there(cast: Cast):
    add_defaults()
    curating.rename(categorising.named("Bug"), "Defect", by=cast.lead)
    Category.objects.filter(name="Billing").delete()
    add_defaults()
    found = set(Category.objects.values_list("name", flat=True))
    assert found >= {"User experience", "Deployments/Upgrading", "Billing", "Defect"}


def test_a_conversation_is_in_several_and_the_timeline_says_so(one: Conversation, cast: Cast):
    categorise(one, add=named("Bug", "Billing"), by=cast.mia)
    categorise(one, add=named("Performance"), remove=named("Bug"), by=cast.tom)
    assert names(one) == ["Billing", "Performance"]
    assert said(one)[-2:] == ["put it into Billing, Bug", "took it out of Bug, and put it into Performance"]


def test_what_changes_nothing_is_no_event(one: Conversation, cast: Cast):
    categorise(one, add=named("Bug"), by=cast.mia)
    before = Event.objects.count()
    categorise(one, add=named("Bug"), remove=named("Billing"), by=cast.mia)
    assert Event.objects.count() == before


def test_two_who_choose_at_once_do_not_undo_each_other(one: Conversation, cast: Cast):
    of_mia, of_tom = Conversation.objects.get(pk=one.pk), Conversation.objects.get(pk=one.pk)
    categorise(of_mia, add=named("Bug"), by=cast.mia)
    categorise(of_tom, add=named("Billing"), by=cast.tom)
    assert names(one) == ["Billing", "Bug"]


def test_anybody_proposes_and_a_lead_agrees(one: Conversation, cast: Cast):
    proposal = propose("  Data   residency ", by=cast.mia)
    categorise(one, add=[proposal], by=cast.mia)
    assert (proposal.name, proposal.is_proposed, proposal.proposed_by) == ("Data residency", True, cast.mia)
    with pytest.raises(ForLeads):
        curating.agree(proposal, by=cast.mia)
    assert not curating.agree(proposal, by=cast.lead).is_proposed
    assert not propose("From a lead", by=cast.lead).is_proposed


def test_proposing_what_is_there_is_that_however_it_is_cased(one: Conversation, cast: Cast):
    assert propose("billing", by=cast.mia).pk == categorising.named("Billing").pk
    for wrong in ("   ", "x" * 61):
        with pytest.raises(Invalid):
            propose(wrong, by=cast.mia)


def test_a_proposal_turned_down_gives_its_conversations_to_another(one: Conversation, cast: Cast):
    proposal = propose("Invoices", by=cast.mia)
    both = received().conversation
    categorise(one, add=[proposal], by=cast.mia)
    categorise(both, add=[proposal, *named("Billing")], by=cast.mia)
    curating.turn_down(proposal, instead=categorising.named("Billing"), by=cast.lead)
    assert names(one) == names(both) == ["Billing"]
    with pytest.raises(Absent):
        categorising.named("Invoices")
    assert Event.objects.get(kind="category.turned_down").data["into"] == "Billing"


def test_what_is_in_the_list_is_not_turned_down_but_merged(one: Conversation, cast: Cast):
    bug, billing = named("Bug", "Billing")
    categorise(one, add=[bug], by=cast.mia)
    with pytest.raises(Invalid, match="retire it"):
        curating.turn_down(bug, by=cast.lead)
    with pytest.raises(Invalid, match="same"):
        curating.merge_categories(bug, into=bug, by=cast.lead)
    curating.merge_categories(bug, into=billing, by=cast.lead)
    assert names(one) == ["Billing"]
    with pytest.raises(Absent):
        curating.merge_categories(bug, into=billing, by=cast.lead)


def test_a_retired_category_stays_where_it_is_and_is_given_to_no_other(one: Conversation, cast: Cast):
    (bug,) = named("Bug")
    categorise(one, add=[bug], by=cast.mia)
    retired = curating.retire(bug, by=cast.lead)
    assert names(one) == ["Bug"]
    with pytest.raises(Invalid, match="retired"):
        categorise(received().conversation, add=[retired], by=cast.mia)
    categorise(one, add=named("Billing"), by=cast.mia)
    categorise(received().conversation, add=[curating.bring_back(bug, by=cast.lead)], by=cast.mia)


def test_a_name_that_is_taken_is_refused_and_nothing_changes(one: Conversation, cast: Cast):
    with transaction.atomic(), pytest.raises(curating.NameTaken, match="merge"):
        curating.rename(categorising.named("Bug"), "BILLING", by=cast.lead)
    assert categorising.named("Bug").name == "Bug"
    assert curating.rename(categorising.named("Bug"), "bug", by=cast.lead).name == "bug"


def test_the_product_is_set_changed_and_taken_away(one: Conversation, cast: Cast):
    set_product(one, cast.product, by=cast.mia)
    assert Conversation.objects.get(pk=one.pk).product == cast.product
    set_product(one, cast.product, by=cast.mia)
    set_product(one, None, by=cast.mia)
    assert said(one)[-2:] == ["said that it is about Postgres", "said that it is not about Postgres"]


def test_the_migration_gives_the_list_to_workspaces_that_are_there(cast: Cast):
    from importlib import import_module

    from django.apps import apps

    migration = import_module("frontline.inbox.migrations.0007_merged_from")
    Category.objects.all().delete()
    migration.add_categories(apps, connection.schema_editor())
    assert tuple(migration.NAMES) == categorising.DEFAULTS
    assert Category.objects.count() == len(categorising.DEFAULTS)
