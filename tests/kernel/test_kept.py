"""What a process keeps is made anew when its version has changed, and asked for seldom."""

from frontline.kernel.kept import Kept


class Told:
    """Something with a version, which counts how often it is asked and made."""

    def __init__(self, *, knows_zero: bool = True) -> None:
        self.number, self.asked, self.made = 0, 0, 0
        self.kept = Kept(self._version, self._make, knows_zero=knows_zero)

    def _version(self) -> int:
        self.asked += 1
        return self.number

    def _make(self, number: int) -> list[int]:
        self.made += 1
        return [number]


def test_it_is_made_once_for_each_version():
    told = Told()
    first = told.kept.current()
    assert told.kept.current() is first
    told.number = 7
    assert told.kept.current() == [7]
    assert (told.asked, told.made) == (3, 2)


def test_what_is_recent_is_not_asked_for():
    told = Told()
    told.kept.recent(3600)
    told.number = 7
    assert told.kept.recent(3600) == [0]
    assert told.asked == 1
    assert told.kept.recent(0) == [7]


def test_what_this_process_changed_is_forgotten_at_once():
    told = Told()
    told.kept.recent(3600)
    told.number = 7
    told.kept.forget()
    assert told.kept.recent(3600) == [7]


def test_while_there_is_no_version_yet_it_is_made_each_time():
    told = Told(knows_zero=False)
    told.kept.current()
    told.kept.current()
    assert told.made == 2
    told.number = 1
    assert told.kept.current() is told.kept.current()
