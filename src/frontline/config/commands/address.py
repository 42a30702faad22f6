"""`frontline address`"""

import click

BY = "the command line"


@click.group(name="address")
def command() -> None:
    """Add, list and remove the e-mail addresses that customers write to. Mail to any other is refused."""


@command.command()
@click.argument("address")
@click.option("--name", default="", help="Shown as the sender's name of replies.")
@click.option("--product", default="", help="The product that mail to it is about.")
@click.option(
    "--default", "is_default", is_flag=True, help="Mail goes out from it when nothing says otherwise."
)
def add(address: str, name: str, product: str, *, is_default: bool) -> None:
    """Take in mail to ADDRESS from now on."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.api.channel import checked_address
    from frontline.channels.email.adding import add_address
    from frontline.channels.email.keeping_addresses import make_default
    from frontline.channels.email.parsing.addresses import normal
    from frontline.people.models import Product

    try:
        address = normal(checked_address(address))
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    about = Product.objects.filter(name=product).first() if product else None
    if product and about is None:
        known = ", ".join(Product.objects.order_by("name").values_list("name", flat=True)) or "none yet"
        raise click.ClickException(f"There is no product {product!r}: there are {known}.")
    made = add_address(address, name, product=about, by=BY)
    if is_default:
        make_default(made, by=BY)
    click.echo(f"Mail to {made.address} is taken in.")


@command.command("list")
def list_() -> None:
    """List the addresses, the default one first."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.email.models import SupportAddress

    for each in SupportAddress.objects.select_related("product").order_by("-is_default", "address"):
        about = [
            each.name,
            f"about {each.product}" if each.product else "",
            "default" if each.is_default else "",
        ]
        click.echo("  ".join([each.address, *filter(None, about)]))


@command.command()
@click.argument("address")
def remove(address: str) -> None:
    """Refuse mail to ADDRESS from now on. What it brought stays."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.email.keeping_addresses import remove_address
    from frontline.channels.email.models import SupportAddress

    found = SupportAddress.objects.filter(address=address.lower()).first()
    if found is None:
        raise click.ClickException(f"{address} is not one of our addresses: see `frontline address list`.")
    remove_address(found, by=BY)
    click.echo(f"Mail to {found.address} is refused.")
