"""Addresses of the shift. Included before the inbox's, whose first page it stands in front of."""

from django.urls import path, re_path

from frontline.shift import sections
from frontline.shift.views import page, rules, section, taking, team

_OWN = "|".join(each.key for each in sections.OWN)

urlpatterns = [
    path("", page.home, name="home"),
    path("shift", page.show, name="my-shift"),
    re_path(rf"^shift/(?P<key>{_OWN})$", section.show, name="my-shift-section"),
    path("shift/team", team.show, name="team-now"),
    path("shift/rules", rules.edit, name="shift-rules"),
    path("conversations/<int:number>/taking", taking.create, name="conversation-taking"),
]
