"""`frontline restore`"""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Bring the backup FILE back, into an empty data folder (and an empty database, if you have your own).

    Everything is checked before anything is written. A backup of an older Frontline is brought to this version.
    """
    from frontline.config.backup import restoring

    path = file.expanduser().absolute()
    manifest = restoring.restore(path, say=click.echo)
    rows = sum(manifest.tables.values())
    click.echo(
        f"Restored: {rows:,} rows in {len(manifest.tables)} tables and {manifest.attachments:,} attachments, "
        f"as of {manifest.made_at}. All counts agree with the backup."
    )
    if manifest.missing or manifest.damaged:
        lost = len(manifest.missing) + len(manifest.damaged)
        click.echo(f"{lost:,} attachments were already missing or damaged when it was made.", err=True)
