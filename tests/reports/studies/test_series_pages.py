"""The pages of series, through HTTP."""

import pytest

from frontline.reports.studies.models import Series, Study
from frontline.reports.studies.series.beginning import begin
from tests.reports.studies.conftest import browser, drawn_study
from tests.reports.studies.test_series import draw_all, months_of_conversations, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(cast, clock):
    months_of_conversations(cast, 3)
    return drawn_study(cast, size=5)


def sent(cast, **more):
    return {
        "question": "What hurts?",
        "products": [cast.product.pk],
        "every": "quarter",
        "from_on": "2026-05-20",
        "timezone": "Europe/Berlin",
        "size": "30",
        "twice": "20",
        "readers": [cast.mia.pk],
        "mailed_to": [cast.lead.pk],
        "remind_after": "5",
        **more,
    }


def test_a_study_is_repeated_from_its_page(study, cast):
    client = browser(cast.lead)
    page = client.get(f"/studies/{study.pk}").content.decode()
    assert f'href="/studies/series/new?study={study.pk}"' in page
    form = client.get(f"/studies/series/new?study={study.pk}").content.decode()
    assert 'value="2026-04-01"' in form
    assert f'name="study" value="{study.pk}"' in form
    answer = client.post(
        "/studies/series/begun", sent(cast, every="month", from_on="2026-04-01", study=study.pk)
    )
    series = Series.objects.get()
    assert answer.url == f"/studies/series/{series.pk}"
    assert list(series.studies.all()) == [study]
    assert "its series" in client.get(f"/studies/{study.pk}").content.decode()
    assert client.get(f"/studies/series/new?study={study.pk}").url == f"/studies/series/{series.pk}"


def test_a_series_begins_with_the_period_that_holds_its_day(cast, clock):
    client = browser(cast.lead)
    assert client.get("/studies/series/new").status_code == 200
    client.post("/studies/series/begun", sent(cast))
    series = Series.objects.get()
    assert (str(series.next_from_on), series.every, series.double_share) == ("2026-04-01", "quarter", 0.2)
    assert list(series.readers.all()) == [cast.mia]
    page = client.get(f"/studies/series/{series.pk}").content.decode()
    for words in ("2026-04-01 to 2026-06-30", "Mia Rask", "began it", "after 5 days"):
        assert words in page
    assert "What hurts?" in client.get("/studies/series").content.decode()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_begins(cast, clock):
    answer = browser(cast.lead).post("/studies/series/begun", sent(cast, from_on="2020-01-01", size="30"))
    assert answer.status_code == 422
    assert "within the last year" in answer.content.decode()
    assert not Series.objects.exists()


def test_readers_are_changed_and_it_is_stopped_and_goes_on(cast, clock):
    series = begin(planned(cast), by=cast.lead)
    client, address = browser(cast.lead), f"/studies/series/{series.pk}"
    client.post(f"{address}/people", {"readers": [cast.tom.pk], "remind_after": "0"})
    series.refresh_from_db()
    assert (list(series.readers.all()), list(series.mailed_to.all()), series.remind_after) == (
        [cast.tom],
        [],
        0,
    )
    client.post(f"{address}/stop")
    assert "nothing more is drawn" in client.get(address).content.decode()
    client.post(f"{address}/resumption")
    series.refresh_from_db()
    assert series.stopped_at is None
    assert client.post(f"{address}/people", {"remind_after": "900"}).status_code == 422


def test_others_look_at_it_and_change_nothing(cast, clock):
    series = begin(planned(cast), by=cast.lead)
    client, address = browser(cast.mia), f"/studies/series/{series.pk}"
    page = client.get(address)
    assert page.status_code == 200
    assert "Stop it" not in page.content.decode()
    for path in ("stop", "resumption", "people"):
        assert client.post(f"{address}/{path}", {"remind_after": "1"}).status_code == 403
    assert client.get("/studies/series/new").status_code == 403
    assert client.post("/studies/series/begun", sent(cast)).status_code == 403
    series.refresh_from_db()
    assert (series.stopped_at, series.remind_after) == (None, 7)


def test_the_list_is_empty_of_series_and_says_what_one_is(cast, db):
    page = browser(cast.lead).get("/studies/series").content.decode()
    assert "No study repeats yet" in page
    assert "/studies/series/new" in page
    assert browser(cast.lead).get("/studies/series/99").status_code == 404


def test_pages_cost_the_same_however_many_studies_there_are(cast, clock, django_assert_max_num_queries):
    months_of_conversations(cast, 3)
    for n in range(8):
        begin(planned(cast, question=f"Question {n}"), by=cast.lead)
    draw_all()
    assert Study.objects.count() == 8
    client = browser(cast.mia)
    client.get("/studies/series")
    with django_assert_max_num_queries(8):
        client.get("/studies/series")
    with django_assert_max_num_queries(12):
        client.get(f"/studies/series/{Series.objects.first().pk}")
