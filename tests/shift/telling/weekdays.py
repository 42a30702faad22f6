"""Nine to five on weekdays, in UTC."""

from frontline.hours.arithmetic import week_of
from frontline.hours.calendar import Calendar

WEEKDAYS = Calendar(zone="UTC", week=week_of((day, 9 * 3600, 17 * 3600) for day in range(5)))
