"""The room's places in the left column."""

from frontline.ui.places import Place, register


def register_places() -> None:
    """Called from AppConfig.ready."""
    register(Place("My shift", "my-shift", "bolt", order=5, key="g s"))
    register(Place("Team", "team-now", "user-group", "Rotation", order=505, key="g e"))
