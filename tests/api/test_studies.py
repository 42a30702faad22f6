"""Studies over REST, through HTTP, with a real token."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from frontline.config.commands.study import command
from frontline.events.models import Event
from frontline.people.models import Role, Teammate
from frontline.reports.studies.culprits.acting import add_action
from frontline.reports.studies.models import Culprit, Study, UsagePoint
from frontline.reports.studies.reporting.making import report_of
from tests.api.test_conversations import Caller
from tests.reports.studies.conftest import clock, conversations, drawn_study
from tests.reports.studies.reported import read

__all__ = ["clock"]
pytestmark = pytest.mark.django_db
PATH = "/api/v1/studies"


@pytest.fixture
def lena(cast):
    return Caller(cast.lead)


@pytest.fixture
def mia(cast):
    return Caller(cast.mia)


@pytest.fixture
def march(cast, clock):
    conversations(cast, 90)
    study = drawn_study(cast, size=40, double_share=0)
    read(study, cast, {"Backups": 24, "Docs": 12, "unsure": 4}, {})
    return study


def new(cast, **more):
    return {
        "question": "What hurts?",
        "products": ["postgres"],
        "from": "2026-03-01",
        "until": "2026-03-31",
        "size": 20,
        "seed": 7,
        "readers": ["mia@acme.example"],
        **more,
    }


def test_a_study_says_its_plan_how_far_it_is_and_its_counts(march, cast, mia):
    found = mia("GET", f"{PATH}/{march.pk}")
    assert (found["question"], found["from"], found["until"]) == (
        "What is to blame?",
        "2026-03-01",
        "2026-03-31",
    )
    assert found["products"] == [{"id": cast.product.pk, "name": "Postgres"}]
    assert (found["population"], found["size"], found["seed"], found["state"]) == (90, 40, "42", "reading")
    assert found["progress"] == {"readings": 40, "done": 40}
    assert found["counts"] == {"Backups": 24, "Docs": 12, "Unsure": 4}
    assert found["strata"][0]["counts"] == found["counts"]
    assert mia("GET", f"{PATH}/999", status=404)["error"]["code"] == "not_found"


def test_the_list_is_paged_and_narrowed_and_costs_the_same_however_long(
    march, cast, mia, django_assert_max_num_queries
):
    for _ in range(5):
        drawn_study(cast, size=3)
    Study.objects.filter(pk=march.pk).update(state="finished")
    page = mia("GET", f"{PATH}?limit=4")
    rest = mia("GET", f"{PATH}?limit=4&cursor={page['next_cursor']}")
    ids = [each["id"] for each in (*page["items"], *rest["items"])]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 6
    assert rest["next_cursor"] is None
    assert [each["id"] for each in mia("GET", f"{PATH}?state=finished")["items"]] == [march.pk]
    assert len(mia("GET", f"{PATH}?product=Postgres&limit=200")["items"]) == 6
    mia("GET", f"{PATH}?product=Nothing", status=404)
    mia("GET", f"{PATH}?cursor=x", status=422)
    with django_assert_max_num_queries(4):
        mia("GET", PATH)


def test_planners_plan_and_draw_and_the_same_sent_again_is_drawn_once(cast, clock, lena):
    conversations(cast, 60)
    made = lena("POST", PATH, new(cast), status=201)
    assert (made["state"], made["population"], made["unread"]) == ("reading", 60, 20)
    study = Study.objects.get()
    assert (study.seed, study.created_by, list(study.readers.all())) == (7, cast.lead, [cast.mia])
    assert lena("POST", PATH, new(cast))["id"] == made["id"]
    assert Study.objects.count() == 1
    beside = lena("POST", PATH, new(cast, seed=8, previous=study.pk), status=201)
    assert beside["previous"] == study.pk
    assert Event.objects.filter(kind="study.drawn").count() == 2


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"products": ["Nothing"]}, 404),
        ({"categories": ["Nothing"]}, 422),
        ({"readers": ["nobody@acme.example"]}, 422),
        ({"until": "2026-02-01"}, 422),
        ({"from": "2024-03-01", "until": "2024-03-02"}, 422),
        ({"size": 0}, 422),
        ({"previous": 999}, 404),
        ({"timezone": "Mars/Olympus"}, 422),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_leaves_nothing(cast, clock, lena, more, status):
    conversations(cast, 5)
    lena("POST", PATH, new(cast, **more), status=status)
    assert not Study.objects.exists()


def test_others_than_planners_plan_nothing_and_keep_no_usage(cast, clock, mia):
    conversations(cast, 5)
    assert mia("POST", PATH, new(cast), status=403)["error"]["code"] == "planners_only"
    point = {"measure": "apps", "from": "2026-03-01", "until": "2026-03-31", "amount": "5"}
    mia("POST", "/api/v1/usage", {"product": "Postgres", "points": [point]}, status=403)
    assert not Study.objects.exists()
    assert not UsagePoint.objects.exists()
    pia = Teammate.objects.create(email="pia@acme.example", name="Pia Holm", role=Role.PRODUCT)
    Caller(pia)("POST", PATH, new(cast), status=201)


def test_the_estimate_is_that_of_the_report(march, mia):
    found = mia("GET", f"{PATH}/{march.pk}/estimate")
    report = report_of(march)
    assert found["finding"] == report.finding.sentence
    backups = next(each for each in found["culprits"] if each["culprit"] == "Backups")
    bar = report.bars[0]
    assert backups["share"] == pytest.approx(0.6)
    assert backups["together"] == pytest.approx(list(bar.together.share))
    assert backups["count"] == list(bar.alone.count)


def test_while_nothing_was_read_there_is_no_estimate(cast, clock, mia):
    conversations(cast, 9)
    study = drawn_study(cast, size=4)
    assert "Nothing was read" in mia("GET", f"{PATH}/{study.pk}/estimate", status=422)["error"]["message"]


def test_a_study_beside_another(march, cast, mia):
    conversations(cast, 80, first=datetime(2026, 4, 2, tzinfo=UTC))
    april = drawn_study(cast, size=40, double_share=0, from_on=date(2026, 4, 1), until_on=date(2026, 4, 30))
    read(april, cast, {"Backups": 4, "Docs": 36}, {})
    mia("GET", f"{PATH}/{april.pk}/comparison", status=422)
    found = mia("GET", f"{PATH}/{march.pk}/comparison?with={april.pk}")
    assert (found["before"], found["after"], found["measure"]) == (march.pk, april.pk, None)
    changed = {each["culprit"]: each["changed"] for each in found["culprits"]}
    assert (changed["Backups"], changed["Docs"]) == ("fewer", "more")
    assert found["headline"].startswith("80 conversations after 90")
    mia("GET", f"{PATH}/{april.pk}/comparison?with={april.pk}", status=422)
    mia("GET", f"{PATH}/{april.pk}/comparison?with=999", status=404)


def test_usage_is_kept_in_bulk_and_again_is_the_same(cast, clock, lena, mia):
    point = {"measure": "apps", "from": "2026-03-01", "until": "2026-03-31", "amount": "41800.5"}
    total = {
        "measure": "requests",
        "from": "2026-03-01",
        "until": "2026-03-31",
        "amount": 9e6,
        "kind": "total",
    }
    body = {"product": cast.product.pk, "points": [point, total]}
    for _ in range(2):
        assert lena("POST", "/api/v1/usage", body) == {"kept": 2}
    found = mia("GET", "/api/v1/usage?product=Postgres")["items"]
    assert [(each["measure"], float(each["amount"]), each["kind"], each["source"]) for each in found] == [
        ("requests", 9e6, "total", "api"),
        ("apps", 41800.5, "level", "api"),
    ]
    assert found[0]["from"] == "2026-03-01"
    lena("POST", "/api/v1/usage", {**body, "points": [{**point, "amount": "43000"}]})
    (row,) = mia("GET", "/api/v1/usage?measure=apps")["items"]
    assert float(row["amount"]) == 43000
    lena("POST", "/api/v1/usage", {**body, "points": [{**point, "amount": "-1"}]}, status=422)
    lena("POST", "/api/v1/usage", {**body, "points": []}, status=422)


def test_culprits_are_listed_with_what_was_done_about_them(march, cast, mia):
    backups = Culprit.objects.get(name="Backups")
    add_action(backups, kind="docs", title="Say it", on=date(2026, 4, 2), by=cast.lead)
    Culprit.objects.filter(name="Docs").update(merged_into=backups)
    docs, first = mia("GET", "/api/v1/culprits?product=Postgres")["items"]
    assert (docs["name"], docs["merged_into"]) == ("Docs", backups.pk)
    assert first["actions"] == [{"kind": "docs", "title": "Say it", "link": "", "on": "2026-04-02"}]
    page = mia("GET", "/api/v1/culprits?limit=1")
    assert mia("GET", f"/api/v1/culprits?limit=1&cursor={page['next_cursor']}")["items"] == [first]


class TestReckoning:
    """The same as the command says."""

    def command(self, *arguments):
        answer = CliRunner().invoke(command, [str(each) for each in arguments])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.output)

    def test_sizes(self, mia):
        for body, arguments in (
            ({"population": 1000, "points": 5}, ["--population", 1000, "--points", 5]),
            (
                {"population": 1000, "points": 5, "one_bar": True},
                ["--population", 1000, "--points", 5, "--one-bar"],
            ),
            ({"population": 1026, "read": 100}, ["--population", 1026, "--read", 100]),
            ({"power": 0.8, "from": 0.2, "to": 0.1}, ["--power", 0.8, "--from", 0.2, "--to", 0.1]),
            ({"read": 100, "from": 0.4, "to": 0.2}, ["--read", 100, "--from", 0.4, "--to", 0.2]),
        ):
            assert mia("POST", f"{PATH}/size", body) == self.command("size", *arguments)
        assert mia("POST", f"{PATH}/size", {"population": 1000, "points": 5, "one_bar": True}) == {
            "size": 278
        }

    def test_estimates(self, mia):
        counts = {"a": 44, "b": 30, "c": 26}
        found = mia("POST", f"{PATH}/estimate", {"population": 1000, "counts": counts})
        assert found == self.command("estimate", "--population", 1000, "--counts", json.dumps(counts))
        strata = [{"name": "x", "population": 90, "counts": counts}, {"population": 50, "counts": {"a": 5}}]
        found = mia("POST", f"{PATH}/estimate", {"strata": [{**strata[0], "population": 900}, strata[1]]})
        assert found["n"] == 105

    def test_comparisons(self, mia):
        before = {"population": 1000, "n": 100, "counts": {"a": 44, "b": 56}}
        after = {"population": 900, "n": 100, "counts": {"a": 20, "b": 80}}
        found = mia(
            "POST", f"{PATH}/compare", {"before": before, "after": after, "usage_before": 5, "usage_after": 6}
        )
        arguments = ["--before", json.dumps(before), "--after", json.dumps(after)]
        assert found == self.command("compare", *arguments, "--usage-before", 5, "--usage-after", 6)

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("size", {}),
            ("size", {"points": 5, "read": 3}),
            ("size", {"from": 0.2, "power": 0.8}),
            ("size", {"from": 0.2, "to": 0.2001, "power": 0.8}),
            ("size", {"from": 0.2, "to": 0.1, "read": 10**6}),
            ("estimate", {"population": 10}),
            ("estimate", {"population": 10, "counts": [1]}),
            ("estimate", {"population": 10**6, "counts": {"a": 10**5}}),
            ("estimate", {"population": 10, "counts": {"a": 1}, "strata": []}),
            ("compare", {"before": {}, "after": {}}),
            ("compare", {"before": 3, "after": "x"}),
        ],
    )
    def test_what_is_no_question_is_refused_in_a_sentence(self, mia, path, body):
        error = mia("POST", f"{PATH}/{path}", body, status=422)["error"]
        assert error["code"] == "invalid"
        assert len(error["message"]) > 20

    def test_a_token_is_needed(self, client, db):
        assert client.post(f"{PATH}/size", {}, content_type="application/json").status_code == 401


def test_the_document_names_the_keys_as_they_are(client, db):
    document = client.get("/api/v1/openapi.json").json()
    paths, schemas = document["paths"], document["components"]["schemas"]
    for path in (
        "",
        "/{study}",
        "/{study}/estimate",
        "/{study}/comparison",
        "/size",
        "/estimate",
        "/compare",
    ):
        assert f"{PATH}{path}" in paths
    assert {"from", "until"} <= set(schemas["NewStudy"]["properties"])
    parameters = paths[f"{PATH}/{{study}}/comparison"]["get"]["parameters"]
    assert "with" in {each["name"] for each in parameters}
