"""`frontline rotation`"""

import json
from typing import BinaryIO

import click


@click.group()
def command() -> None:
    """Work out rotations: whose turn it is."""


@command.command()
@click.argument("spec", type=click.File("rb"))
def evaluate(spec: BinaryIO) -> None:
    """Print the final shifts of the specification SPEC, a JSON file (- for standard input).

    It needs no database and no settings; docs/rotation.md describes both forms. The exit code is 1 if the
    specification is refused.
    """
    from frontline.rotation.evaluate import evaluate as final_shifts
    from frontline.rotation.reading import parse
    from frontline.rotation.writing import written

    click.echo(json.dumps(written(final_shifts(parse(spec.read()))), indent=2, ensure_ascii=False))
