from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "frontline.people"
    label = "people"

    def ready(self) -> None:
        from frontline.people import witnessing
        from frontline.ui.places import Place, register

        witnessing.begin()
        register(
            Place(
                "Teammates", "teammates", "user-group", "Workspace", order=800, key="g t", only_for_leads=True
            )
        )
        register(Place("Products", "products", "cube", "Workspace", order=802, only_for_leads=True))
        register(Place("Preferences", "preferences", "cog-6-tooth", "Workspace", order=900, key="g p"))
