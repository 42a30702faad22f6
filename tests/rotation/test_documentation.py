"""docs/rotation.md says what is so: its examples are run, its schemas name the keys that are read and written."""

import json
import re
from pathlib import Path

from frontline.rotation import reading, reading_expressions, reading_hours, reading_layers
from frontline.rotation.evaluate import evaluate
from frontline.rotation.reading import read
from frontline.rotation.writing import written

TEXT = (Path(__file__).parents[2] / "docs" / "rotation.md").read_text()


def _blocks(kind):
    return [json.loads(block) for block in re.findall(rf"^```json {kind}\n(.*?)^```", TEXT, re.M | re.S)]


def test_the_examples_come_out_as_printed():
    specs, outputs = _blocks("spec"), _blocks("output")

    assert len(specs) == len(outputs) >= 4
    assert [written(evaluate(read(spec))) for spec in specs] == outputs


def test_the_schema_of_a_specification_has_the_keys_that_are_read():
    (schema,) = _blocks("schema-spec")
    forms = {name: tuple(form.get("properties", ())) for name, form in schema["$defs"].items()}

    assert tuple(schema["properties"]) == reading.SPEC
    assert forms.pop("expr") == ()
    assert forms == {
        "rotation": reading_layers.ROTATION,
        "layer": reading_layers.LAYER,
        "lineup": reading_layers.LINEUP,
        "hours": reading_hours.HOURS,
        "shadow": reading_layers.SHADOW,
        "amendment": reading.AMENDMENT,
        "absence": reading.ABSENCE,
        "derived": reading.DERIVED,
    }
    expressions = [
        tuple(each["properties"]) for each in schema["$defs"]["expr"]["anyOf"] if "properties" in each
    ]
    assert [keys[0] for keys in expressions] == list(reading_expressions.FORMS)
    assert reading_expressions.WHEN in expressions


def test_the_schema_of_the_output_has_the_keys_that_are_written():
    (schema,) = _blocks("schema-output")
    shift = schema["additionalProperties"]["items"]
    shifts = [shift for output in _blocks("output") for shifts in output.values() for shift in shifts]

    assert {key for each in shifts for key in each} == set(shift["properties"])
    duties = {key for each in shifts for duty in each["on"] for key in duty}
    assert duties == set(shift["properties"]["on"]["items"]["properties"])
