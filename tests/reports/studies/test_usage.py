"""Usage of a product: typed in, from a file, and reckoned for a period."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frontline.events.models import Event
from frontline.kernel.refusal import Invalid
from frontline.reports.studies.allowing import NotForYou
from frontline.reports.studies.models import UsagePoint
from frontline.reports.studies.usage.keeping import Used, keep
from frontline.reports.studies.usage.reading import read
from frontline.reports.studies.usage.reckoning import exposure
from tests.reports.studies.conftest import browser

MAY = date(2026, 5, 1), date(2026, 5, 31)


def used(amount, first=MAY[0], last=MAY[1], *, is_total=False, measure="apps"):
    return Used(measure, first, last, Decimal(amount), is_total)


class TestReckoning:
    def test_a_level_counts_for_each_day(self):
        assert exposure([used(100)], date(2026, 5, 1), date(2026, 5, 7)).amount == 700

    def test_a_total_is_spread_over_its_days(self):
        found = exposure([used(310, is_total=True)], date(2026, 5, 1), date(2026, 5, 7))
        assert found.amount == pytest.approx(70)

    def test_days_that_nobody_knows_of_are_counted_as_missing(self):
        found = exposure([used(100)], date(2026, 4, 29), date(2026, 5, 2))
        assert (found.missing, found.is_known) == (2, False)

    def test_a_week_says_better_than_its_month(self):
        week = used(200, date(2026, 5, 4), date(2026, 5, 10))
        found = exposure([used(100), week], *MAY)
        assert found.amount == 24 * 100 + 7 * 200


class TestFiles:
    def test_commas_semicolons_and_a_byte_order_mark(self):
        raw = (
            "\ufefffrom;until;amount;measure;kind\n2026-05-01;2026-05-31;41800.5;Requests;total\n\n".encode()
        )
        assert read(raw) == [used("41800.5", is_total=True, measure="Requests")]
        assert read(b"from,until,amount\n2026-05-01,2026-05-31,5\n", measure="apps") == [used(5)]

    @pytest.mark.parametrize(
        ("raw", "sentence"),
        [
            (b"\xff\xfe", "not UTF-8"),
            (b"a,b\n1,2\n", "must name the columns"),
            (b"from,until,amount\n2026-05-01,31.5.,5\n", "Line 2: '31.5.' is no day"),
            (b"from,until,amount\n2026-05-01,2026-05-31,many\n", "Line 2: 'many' is no number"),
            (b"from,until,amount\n2026-05-01,2026-05-31,NaN\n", "Line 2: 'NaN' is no number"),
            (b"from,until,amount,kind\n2026-05-01,2026-05-31,5,half\n", "Line 2: 'half' is no kind"),
            (b"from,until,amount\n2026-05-01\n", "Line 2: '' is no day"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_line(self, raw, sentence):
        with pytest.raises(Invalid, match=sentence):
            read(raw, measure="apps")


@pytest.mark.django_db
class TestKeeping:
    def test_what_is_said_again_replaces_what_was_said(self, cast):
        keep(cast.product, [used(5)], source="form", by=cast.lead)
        keep(cast.product, [used(7), used(8, measure="requests")], source="csv", by=cast.lead)
        assert [(p.measure, p.amount) for p in UsagePoint.objects.order_by("measure")] == [
            ("apps", Decimal(7)),
            ("requests", Decimal(8)),
        ]
        assert Event.objects.filter(kind="product.usage_kept", subject_id=cast.product.pk).count() == 2

    @pytest.mark.parametrize(
        ("point", "sentence"),
        [
            (used(5, measure=" "), "what is counted"),
            (used(5, date(2026, 5, 2), date(2026, 5, 1)), "is before"),
            (used(-1), "not negative"),
            (used("Infinity"), "no amount"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, cast, point, sentence):
        with pytest.raises(Invalid, match=sentence):
            keep(cast.product, [point], source="form", by=cast.lead)
        assert not UsagePoint.objects.exists()

    def test_it_is_for_those_who_plan(self, cast):
        with pytest.raises(NotForYou):
            keep(cast.product, [used(5)], source="form", by=cast.mia)


@pytest.mark.django_db
class TestThePage:
    def test_a_point_by_the_form_and_its_removal(self, cast):
        client = browser(cast.lead)
        said = {"product": cast.product.pk, "measure": "Active apps", "kind": "level"}
        said |= {"from_on": "2026-05-01", "until_on": "2026-05-31", "amount": "41800"}
        page = client.post("/studies/usage/points", said, follow=True).content.decode()
        assert "Active apps" in page
        assert "41,800" in page
        point = UsagePoint.objects.get()
        page = client.post(f"/studies/usage/points/{point.pk}/removal", follow=True).content.decode()
        assert "No usage is known" in page
        assert client.post(f"/studies/usage/points/{point.pk}/removal").status_code == 404

    def test_a_file_with_a_wrong_line_changes_nothing_and_says_which(self, cast):
        file = SimpleUploadedFile("usage.csv", b"from,until,amount\n2026-05-01,2026-05-31,x\n")
        answer = browser(cast.lead).post(
            "/studies/usage/file",
            {"product": cast.product.pk, "measure": "apps", "kind": "level", "file": file},
        )
        assert answer.status_code == 422
        assert "Line 2" in answer.content.decode()
        assert not UsagePoint.objects.exists()

    def test_a_file_is_loaded(self, cast):
        file = SimpleUploadedFile("usage.csv", b"from,until,amount\n2026-05-01,2026-05-31,12\n")
        said = {"product": cast.product.pk, "measure": "apps", "kind": "total", "file": file}
        assert "1 kept." in browser(cast.lead).post("/studies/usage/file", said, follow=True).content.decode()
        assert UsagePoint.objects.get().is_total

    def test_who_only_reads_sees_no_forms_and_may_not_write(self, cast):
        client = browser(cast.mia)
        assert "One period" not in client.get("/studies/usage").content.decode()
        said = {"product": cast.product.pk, "measure": "a", "kind": "level", "amount": "1"}
        said |= {"from_on": "2026-05-01", "until_on": "2026-05-31"}
        assert client.post("/studies/usage/points", said).status_code == 422
        assert not UsagePoint.objects.exists()
