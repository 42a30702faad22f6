"""`frontline study`: JSON in and out, no database, and a sentence for what can't be used."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.config.command_line import call

Called = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def study(tmp_path: Path) -> Called:
    def called(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return call("study", *arguments, data=tmp_path / "never-made", stdin=stdin)

    return called


def said(done: subprocess.CompletedProcess[str]) -> Any:
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        (["--population", "1000", "--points", "5", "--one-bar"], 278),
        (["--population", "1000000000", "--points", "5"], 510),
        (["--points", "10"], 128),
        (["--power", ".8", "--from", ".2", "--to", ".1"], 201),
    ],
)
def test_it_says_how_many_to_read(study: Called, arguments: list[str], size: int) -> None:
    assert said(study("size", *arguments)) == {"size": size}


def test_it_says_what_so_many_are_good_for(study: Called, tmp_path: Path) -> None:
    assert said(study("size", "--population", "1026", "--read", "100")) == {
        "points": pytest.approx(10.73, abs=0.01)
    }
    assert said(study("size", "--read", "201", "--from", ".2", "--to", ".1"))["power"] > 0.8
    assert not (tmp_path / "never-made").exists()


def test_it_estimates_shares_and_counts(study: Called) -> None:
    found = said(study("estimate", "--population", "1000", "--counts", '{"docs": 10, "bug": 90}'))
    docs = found["culprits"][0]
    assert (docs["culprit"], docs["share"], docs["count"]) == ("docs", 0.1, [52, 172])
    assert docs["wilson"] == pytest.approx([0.0569, 0.1699], abs=1e-4)
    assert docs["goodman"] == pytest.approx([0.0525, 0.1821], abs=1e-4)
    assert found["too_few"] is None


def test_it_reads_counts_from_standard_input_and_says_when_they_are_too_few(study: Called) -> None:
    found = said(study("estimate", "--population", "500", "--counts", "-", stdin='{"Änderung": 3, "bug": 2}'))
    assert found["culprits"][0]["culprit"] == "Änderung"
    assert found["too_few"].startswith("5 read so far")


def test_it_estimates_a_stratified_sample(study: Called) -> None:
    strata = [
        {"name": "May", "population": 400, "counts": {"a": 5, "b": 5}, "excluded": 10},
        {"name": "June", "population": 100, "counts": {"a": 10, "b": 10}},
    ]
    found = said(study("estimate", "--strata", json.dumps(strata)))
    assert found["culprits"][0]["share"] == pytest.approx(0.5)
    assert found["belonging"]["count"] == 300


def test_it_compares_two_periods(study: Called) -> None:
    before = {"population": 1026, "n": 100, "counts": {"dns": 44, "docs": 30}}
    after = {"population": 660, "n": 100, "counts": {"dns": 12, "docs": 32, "new": 0}}
    periods = ("--before", json.dumps(before), "--after", json.dumps(after))
    found = said(study("compare", *periods, "--usage-before", "100", "--usage-after", "120"))
    dns, docs, new = found["culprits"]
    assert dns["difference"] == pytest.approx(-0.32)
    assert dns["interval"][0] < -0.32 < dns["interval"][1]
    assert dns["verdict"] == "fewer, and not by chance"
    assert docs["verdict"].startswith("can't tell: with this sample only a fall by")
    assert docs["p"] > 0.5
    assert dns["rate_ratio"]["interval"][0] < dns["rate_ratio"]["ratio"] < dns["rate_ratio"]["interval"][1]
    assert new["rate_ratio"]["ratio"] is None
    assert found["volume"]["ratio"] == pytest.approx(0.536, abs=0.001)
    without = said(study("compare", *periods, "--test", "fisher"))
    assert without["volume"] is None
    assert without["culprits"][0]["p"] != dns["p"]


PERIOD = '{"population": 9, "n": 5, "counts": {"a": 5}}'


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["size"], "Say --points"),
        (["size", "--points", "0"], "The points must be"),
        (["size", "--points", "nan"], "The points must be"),
        (["size", "--points", "five"], "not a valid float"),
        (["size", "--population", "-1", "--points", "5"], "The population must be"),
        (["size", "--power", ".8"], "--from and --to"),
        (["size", "--from", ".1", "--to", ".2"], "--power or --read"),
        (["size", "--power", "2", "--from", ".1", "--to", ".2"], "The power must be"),
        (
            ["size", "--population", "100", "--power", ".8", "--from", ".2", "--to", ".1"],
            "Not even reading all 100",
        ),
        (["estimate", "--population", "10"], "--counts"),
        (["estimate", "--population", "10", "--counts", "{"], "must be JSON"),
        (["estimate", "--population", "10", "--counts", "[1]"], "must be an object"),
        (["estimate", "--population", "10", "--counts", '{"a": "x"}'], "whole number"),
        (["estimate", "--population", "10", "--counts", '{"a": 1e400}'], "whole number"),
        (["estimate", "--population", "10", "--counts", '{"a": 11}'], "only 10"),
        (["estimate", "--population", "10", "--counts", "{}"], "Nothing was read"),
        (["estimate", "--strata", "{}"], "must be a list"),
        (["estimate", "--strata", "[]", "--population", "5"], "give it alone"),
        (["compare", "--before", "{}", "--after", PERIOD], 'has no "population"'),
        (["compare", "--before", "3", "--after", PERIOD], "must be an object"),
        (["compare", "--before", PERIOD.replace("n", "m"), "--after", PERIOD], "may hold"),
        (["compare", "--before", PERIOD, "--after", PERIOD, "--usage-before", "3"], "both periods"),
        (["compare", "--before", PERIOD], "--after"),
    ],
)
def test_what_cannot_be_used_is_a_sentence_and_exit_code_2(
    study: Called, arguments: list[str], sentence: str
) -> None:
    refused = study(*arguments)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr
    assert refused.stdout == ""
