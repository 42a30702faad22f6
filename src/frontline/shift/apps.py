from django.apps import AppConfig


class ShiftConfig(AppConfig):
    name = "frontline.shift"
    label = "shift"

    def ready(self) -> None:
        from frontline.events import admission
        from frontline.inbox.clocks import calendars
        from frontline.inbox.views import where
        from frontline.shift.noticing import notice
        from frontline.shift.relaying import on_shift
        from frontline.shift.views.listing import LIST, SHIFT
        from frontline.shift.views.places import register_places

        calendars.on_shift(on_shift)
        admission.notice_by(notice)
        where.register(SHIFT, LIST)
        register_places()
