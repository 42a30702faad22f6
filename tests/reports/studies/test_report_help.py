"""With the model's help: shorter intervals beside the plain ones, of these very labels, or nothing."""

import random
import re
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.inbox.models import Conversation, Message
from frontline.kernel import clock as now
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.finishing import finish
from frontline.reports.studies.models import Drawn, ModelHelp, Reading
from frontline.reports.studies.reporting import helping
from frontline.reports.studies.reporting.helping import help_study
from frontline.reports.studies.reporting.jobs import learn
from frontline.reports.studies.reporting.making import report_of
from tests.reports.studies.conftest import blame, browser, conversations, drawn_study

pytestmark = pytest.mark.django_db

WORDS = {
    "Backups": "nightly dump restore pgbackups archive snapshot retention",
    "Network": "dns resolver timeout socket proxy tls handshake",
    "Billing": "invoice card vat charge receipt payment plan",
}


def study_of(cast, *, population=400, size=60, told_apart=True, **more):
    """Conversations whose words tell their culprit (half are Backups), and a sample of them that is read."""
    chance = random.Random(7)
    made = conversations(cast, population, every=timedelta(minutes=30))
    truth = {each.pk: chance.choice(["Backups", "Backups", "Network", "Billing"]) for each in made}
    Message.objects.bulk_create(
        Message(
            conversation=each,
            direction="in",
            channel="email",
            text=" ".join(chance.choices(WORDS[truth[each.pk]].split(), k=12)) if told_apart else "the same",
            at=each.created_at,
        )
        for each in made
    )
    study = drawn_study(cast, size=size, double_share=0, **more)
    culprits = {name: found_or_added(cast.product, name, by=cast.lead) for name in WORDS}
    for row in Drawn.objects.filter(study=study, state="sample"):
        Reading.objects.filter(drawn=row).update(
            reader=cast.mia, culprit=culprits[truth[row.conversation_id]], done_at=now.now()
        )
    return study


def test_where_words_tell_the_culprit_lines_are_shorter_and_hold_the_truth(cast, clock):
    study = study_of(cast)
    assert help_study(study).texts == 400
    report = report_of(study)
    backups = report.bars[0]
    assert backups.label == "Backups"
    plain, helped = backups.together.share, backups.helped.together
    assert helped[1] - helped[0] < 0.9 * (plain[1] - plain[0])
    truth = Message.objects.filter(text__regex="dump|restore|pgbackups|archive|snapshot").count() / 400
    assert helped[0] <= truth <= helped[1]

    page = browser(cast.tom).get(f"/studies/{study.pk}/report").content.decode()
    assert "with the model's help" in re.sub("&#39;", "'", page)
    assert 'class="report-helped"' in page


def test_where_words_tell_nothing_no_line_is_shorter_and_the_page_says_so(cast, clock):
    study = study_of(cast, told_apart=False)
    assert help_study(study).bars == {}
    assert not report_of(study).is_helped()
    page = browser(cast.tom).get(f"/studies/{study.pk}/report").content.decode()
    assert "It makes no line shorter, so nothing of it is shown." in page
    assert 'class="report-helped"' not in page


def test_help_of_other_labels_than_those_that_count_now_is_not_shown(cast, clock):
    study = study_of(cast)
    help_study(study)
    assert report_of(study).is_helped()
    row = study.drawn.filter(state="sample", readings__culprit__name="Backups").first()
    blame(study, row, "Network", cast.mia)
    assert not report_of(study).is_helped()
    page = browser(cast.lead).get(f"/studies/{study.pk}/report").content.decode()
    assert "labels have changed since" in page
    help_study(study)
    assert report_of(study).is_helped()
    assert ModelHelp.objects.count() == 1


def test_the_same_labels_are_learnt_from_once(cast, clock, monkeypatch):
    study = study_of(cast)
    first = help_study(study)
    monkeypatch.setattr(helping, "_helped", lambda *args: pytest.fail("again"))
    assert help_study(study).pk == first.pk
    assert Event.objects.filter(kind="study.helped").count() == 1


def test_strata_and_what_is_not_part_of_it_are_allowed_for(cast, clock):
    study = study_of(cast, stratify_by="tier")
    row = study.drawn.filter(state="sample").first()
    blame(study, row, "not: spam", cast.mia)
    made = help_study(study)
    assert made.texts == 400
    assert report_of(study).bars[0].helped.together


def test_of_many_conversations_some_are_read_and_those_with_labels_always(cast, clock, monkeypatch):
    monkeypatch.setattr(helping, "MOST_TEXTS", 150)
    study = study_of(cast)
    made = help_study(study)
    assert made.texts == 150


def test_where_all_was_read_or_too_few_there_is_nothing_to_help(cast, clock):
    assert help_study(study_of(cast, population=40, size=40)) is None
    assert not ModelHelp.objects.exists()


def test_a_conversation_that_is_gone_does_no_harm(cast, clock):
    study = study_of(cast)
    row = study.drawn.filter(state="sample").first()
    Message.objects.filter(conversation_id=row.conversation_id).delete()
    Conversation.objects.filter(pk=row.conversation_id).delete()
    assert help_study(study).texts >= 399


def test_the_end_of_reading_asks_for_it_once_and_so_may_leads(cast, clock):
    study = study_of(cast)
    finish(study, by=cast.lead)
    assert browser(cast.lead).post(f"/studies/{study.pk}/report/help").status_code == 302
    assert ProcrastinateJob.objects.filter(task_name="studies.learn", status="todo").count() == 1
    assert browser(cast.tom).post(f"/studies/{study.pk}/report/help").status_code == 403
    learn(study.pk)
    assert report_of(study).is_helped()
    learn(study.pk + 1000)
