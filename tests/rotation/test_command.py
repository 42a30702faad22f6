"""`frontline rotation evaluate`: a file or standard input in, JSON out; no database."""

import json

from tests.config.command_line import call
from tests.rotation.specs import rotation, spec


def test_it_prints_the_final_shifts(tmp_path):
    value = spec(rotation(members=["änn", None]), until="2026-03-04T00:00:00Z")
    file = tmp_path / "spec.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    done = call("rotation", "evaluate", str(file), data=tmp_path / "data")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "hero": [
            {
                "from": "2026-03-02T00:00:00Z",
                "until": "2026-03-03T00:00:00Z",
                "on": [{"teammate": "änn", "role": "on-call", "because": "rotation hero"}],
            },
            {"from": "2026-03-03T00:00:00Z", "until": "2026-03-04T00:00:00Z", "on": []},
        ]
    }
    assert not (tmp_path / "data").exists()


def test_it_reads_standard_input_and_refuses_with_a_sentence(tmp_path):
    done = call("rotation", "evaluate", "-", data=tmp_path, stdin='{"rotations": 7}')

    assert done.returncode == 1
    assert done.stderr == "spec.rotations: a list is needed.\n"
    assert done.stdout == ""
