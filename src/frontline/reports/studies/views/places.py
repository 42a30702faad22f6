"""The places of studies in the left column."""

from frontline.ui.places import Place, register


def register_places() -> None:
    """Called from AppConfig.ready."""
    register(Place("Studies", "studies", "beaker", "Reports", order=600, key="g y"))
    register(Place("Culprits", "culprits", "bug-ant", "Reports", order=610))
