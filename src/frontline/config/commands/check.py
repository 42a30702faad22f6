"""`frontline check`"""

import click

_COLOURS = {"ok": "green", "warning": "yellow", "wrong": "red"}


@click.command()
def command() -> None:
    """Look over settings, database, mail and storage: one line each.

    The exit code is 0 if nothing is wrong (warnings may remain), 1 if something is, 2 if a setting can't be used.
    """
    from frontline.config import starting

    words = starting.prepare()
    from frontline.config import checkup

    found = checkup.look_over(words)
    for each in found:
        click.echo(
            f"{click.style(f'{each.state:<8}', fg=_COLOURS[each.state])} {each.about:<11} {each.sentence}"
        )
    raise SystemExit(1 if any(each.state == "wrong" for each in found) else 0)
