"""`frontline backup`"""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def command(file: Path, force: bool) -> None:
    """Write one archive of everything to FILE, while Frontline runs.

    It holds the database, the attachments and the secret key. Whoever can read it has all of it: keep it safe.
    """
    from frontline.config import starting

    starting.prepare()
    from frontline.config.backup import saving
    from frontline.config.selfcheck.amounts import counted
    from frontline.ui.words import filesize

    path = file.expanduser().absolute()
    manifest = saving.save(path, force=force, say=click.echo)
    for digest in [*manifest.missing, *manifest.damaged][:10]:
        click.echo(f"The attachment {digest} is missing or damaged here, and so in the backup.", err=True)
    lost = len(manifest.missing) + len(manifest.damaged)
    if lost:
        click.echo(
            f"In all, {counted(lost, 'attachment')} missing or damaged. Everything else is in it.", err=True
        )
    rows, size = sum(manifest.tables.values()), filesize(path.stat().st_size)
    click.echo(f"{path}: {size}, {rows:,} rows, {manifest.attachments:,} attachments.")
