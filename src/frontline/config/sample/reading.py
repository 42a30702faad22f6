"""Reading the story: conversations as text files, in a form that is easy to write and to correct.

    == key | Subject | to postgres
    -- Sun 23:12 dana writes | attach pg.log
    Hi, ...
    -- Mon 08:02 mia notes
    @Tom, ...
    -- Mon 08:05 mia assigns to tom: knows the uploader
    -- Mon 09:00 mia closes: fixed

What stands before the first `==` is for whoever reads the file. In all texts {Fri} is the day's name as it came out,
{Mon 08:58} the hour, {Sun 23:04:11Z} the instant as logs write it, {#key} a conversation's number.

Mails may have: `attach` names of files.py; `cc` addresses; `from` somebody who is not in the cast; a `subject`;
`charset`; `html` (a second form of the body); `fresh` (answers nothing) or `answers` another conversation's mail;
`bare` (quotes nothing); `unsigned` (no signature, nobody vouches for the sender); `automatic` and how (RFC
3834); `list` (it came to many); `nameless` (nobody knows who sent it). The text of `bounces` is what their server said.
`snoozes` has `until` when, and `theirs` if the customer asked to wait.
"""

import re
from dataclasses import dataclass, field
from importlib import resources

from frontline.config.sample.instants import Untellable

VERBS = ("writes", "replies", "notes", "assigns", "closes", "reopens", "snoozes", "bounces")
_STEP = re.compile(
    r"-- ((?:last )?\w{3} \d\d:\d\d) (\S+) (\w+)(?: to (\w+))?(?:: ([^|]+?))?((?: \| [^|]+)*)\s*"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did. `to` and `why` are empty where they mean nothing; so is `text`."""

    at: str
    who: str
    verb: str
    to: str
    why: str
    options: dict[str, str]
    text: str


@dataclass(slots=True)
class Talk:
    """One conversation of the story; `to` is the local part of the address of ours that it went to."""

    key: str
    subject: str
    to: str = "support"
    steps: list[Step] = field(default_factory=list)


def story() -> list[Talk]:
    """All conversations, in the order of the files. Raises Untellable for a line that is none."""
    files = sorted(
        (f for f in resources.files("frontline.config.sample.story").iterdir() if f.name.endswith(".txt")),
        key=lambda f: f.name,
    )
    talks = [talk for f in files for talk in read(f.read_text("utf-8"))]
    keys = [talk.key for talk in talks]
    if len(set(keys)) < len(keys):
        raise Untellable(
            f"Two conversations have one key: {sorted(k for k in keys if keys.count(k) > 1)[0]}."
        )
    return talks


def read(text: str) -> list[Talk]:
    """The conversations of one file. Raises Untellable."""
    parts = re.split(r"^== ", text, flags=re.M)[1:]
    return [_talk(part) for part in parts]


def _talk(part: str) -> Talk:
    heading, _, rest = part.partition("\n")
    key, subject, *more = (word.strip() for word in heading.split(" | "))
    talk = Talk(key, subject)
    if more:
        talk.to = more[0].removeprefix("to ")
    talk.steps = [
        _step(step)
        for step in re.split(r"^(?=-- (?:last )?\w{3} \d\d:\d\d )", rest, flags=re.M)
        if step.strip()
    ]
    return talk


def _step(part: str) -> Step:
    line, _, text = part.partition("\n")
    found = _STEP.fullmatch(line)
    if found is None or found[3] not in VERBS:
        raise Untellable(f"The story has a line that says nothing: {line!r}.")
    at, who, verb, to, why, given = found.groups(default="")
    options = dict(_option(one) for one in given.split(" | ")[1:])
    return Step(at, who, verb, to, why, options, text.strip("\n"))


def _option(written: str) -> tuple[str, str]:
    name, _, value = written.strip().partition(" ")
    return name, value
